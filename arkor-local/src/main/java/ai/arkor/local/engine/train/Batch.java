package ai.arkor.local.engine.train;

import java.util.List;

/** Rows that go through the model together; the batch is as long as its longest row. */
public record Batch(List<Example> examples) {
    public Batch {
        examples = List.copyOf(examples);
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("A batch needs at least one row");
        }
    }

    /** How many tokens are predicted. */
    public int targets() {
        return examples.stream().mapToInt(Example::targets).sum();
    }

    /** How many tokens are read, without padding. */
    public int tokens() {
        return examples.stream().mapToInt(example -> example.tokens().length).sum();
    }
}
