package ai.arkor.shell.command;

import java.util.OptionalLong;

/** A run, and perhaps the step of one of its checkpoints: {@code RUN@STEP}. */
record RunAndStep(String run, OptionalLong step) {

    static RunAndStep parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return new RunAndStep(text, OptionalLong.empty());
        }
        try {
            return new RunAndStep(text.substring(0, at), OptionalLong.of(Long.parseLong(text.substring(at + 1))));
        } catch (NumberFormatException e) {
            throw new UsageException("After @ comes the step of a checkpoint, a whole number; in " + text + " it is not one");
        }
    }
}
