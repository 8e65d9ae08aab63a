package ai.arkor.local.backend.store;

/** A project: what runs are listed by. */
public record Project(String id, String slug, String name, String createdAt) {}
