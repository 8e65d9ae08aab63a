package ai.arkor.local.engine.generate;

import java.util.Set;

/**
 * How a continuation is drawn.
 *
 * @param maxTokens at most this many tokens, the stop token not counted
 * @param temperature 0 takes the likeliest token; above, logits are divided by it
 * @param topP only the likeliest tokens whose probabilities add up to this are drawn from (Holtzman et al. 2020); 1 for all
 * @param seed what the draws derive from
 * @param stopTokens tokens that end the text and are not part of it
 */
public record GenerationOptions(int maxTokens, double temperature, double topP, long seed, Set<Integer> stopTokens) {
    public GenerationOptions {
        if (maxTokens < 1 || !(temperature >= 0) || !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("max tokens " + maxTokens + ", temperature " + temperature + ", top-p " + topP
                    + ": at least 1, at least 0, above 0 and at most 1");
        }
        stopTokens = Set.copyOf(stopTokens);
    }

    public static GenerationOptions greedy(int maxTokens, Set<Integer> stopTokens) {
        return new GenerationOptions(maxTokens, 0, 1, 0, stopTokens);
    }
}
