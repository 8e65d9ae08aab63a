package ai.arkor.local.job;

/** How the learning rate goes on after warm-up. */
public enum Schedule {
    LINEAR,
    COSINE,
    CONSTANT
}
