package ai.arkor.shell.scaffold;

import java.util.Optional;

/** Somebody who can be asked. */
@FunctionalInterface
public interface Questions {

    /** The line that was answered; empty when the question was turned away, by Ctrl-C or by the end of the input. */
    Optional<String> ask(String question);
}
