package ai.arkor.local.engine.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A low-rank adapter (Hu et al. 2021, LoRA): each targeted projection W x becomes W x + (alpha / r) B A x.
 *
 * @param r rank of the update
 * @param dropout probability of zeroing an element of the adapter's input while training
 */
public record LoraConfig(int r, double alpha, double dropout, Set<Projection> targets) {
    public LoraConfig {
        if (r < 1 || !(alpha > 0) || !(dropout >= 0 && dropout < 1) || targets.isEmpty()) {
            throw new ModelException("A LoRA adapter needs r of at least 1, alpha above 0, dropout from 0 to below 1 and a target; got r "
                    + r + ", alpha " + alpha + ", dropout " + dropout + ", targets " + targets + ".");
        }
        // In the order of the enum, so that what is written or said does not change from run to run.
        targets = Collections.unmodifiableSet(EnumSet.copyOf(targets));
    }

    public static LoraConfig allProjections(int r, double alpha, double dropout) {
        return new LoraConfig(r, alpha, dropout, EnumSet.allOf(Projection.class));
    }

    public double scale() {
        return alpha / r;
    }
}
