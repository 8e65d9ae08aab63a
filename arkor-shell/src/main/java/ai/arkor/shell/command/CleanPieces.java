package ai.arkor.shell.command;

import ai.arkor.shell.terminal.Cells;

/** Cleans a text that comes in pieces, each of which is shown at once. Used from one thread. */
final class CleanPieces {

    private String held = "";

    /** Without what a terminal acts on. Half a character is held back for the other half. */
    String clean(String piece) {
        String text = held + piece;
        boolean half = !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
        int end = text.length() - (half ? 1 : 0);
        held = text.substring(end);
        return Cells.cleanLines(text.substring(0, end));
    }
}
