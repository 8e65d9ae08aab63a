package ai.arkor.shell.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Takes a text of several lines apart into commands and Java, as if each line had been typed. */
final class Inputs {

    /**
     * One command, or Java up to the next command.
     *
     * @param line of the text where it begins, counted from 0
     * @param complete whether it could be run as it is; only the last may not be
     */
    record Input(String text, int line, boolean isCommand, boolean complete) {}

    private final Predicate<String> isCommand;
    private final Predicate<String> isIncompleteCommand;
    private final Predicate<String> isIncompleteJava;

    Inputs(Predicate<String> isCommand, Predicate<String> isIncompleteCommand, Predicate<String> isIncompleteJava) {
        this.isCommand = isCommand;
        this.isIncompleteCommand = isIncompleteCommand;
        this.isIncompleteJava = isIncompleteJava;
    }

    List<Input> of(String text) {
        List<Input> inputs = new ArrayList<>();
        StringBuilder java = new StringBuilder();
        StringBuilder command = new StringBuilder();
        String[] lines = text.split("\n", -1);
        int begun = 0;
        for (int at = 0; at < lines.length; at++) {
            String line = lines[at];
            if (command.length() > 0) {
                command.append('\n').append(line);
            } else if (isCommand.test(line) && (java.isEmpty() || !isIncompleteJava.test(java.toString()))) {
                addJava(java, begun, inputs);
                command.append(line);
                begun = at;
            } else {
                begun = java.isEmpty() ? at : begun;
                java.append(java.isEmpty() ? "" : "\n").append(line);
                continue;
            }
            if (!isIncompleteCommand.test(command.toString())) {
                inputs.add(new Input(command.toString(), begun, true, true));
                command.setLength(0);
            }
        }
        if (command.length() > 0) {
            inputs.add(new Input(command.toString(), begun, true, false));
        } else {
            addJava(java, begun, inputs);
        }
        return inputs;
    }

    private void addJava(StringBuilder java, int line, List<Input> inputs) {
        if (!java.toString().isBlank()) {
            inputs.add(new Input(java.toString(), line, false, !isIncompleteJava.test(java.toString())));
        }
        java.setLength(0);
    }
}
