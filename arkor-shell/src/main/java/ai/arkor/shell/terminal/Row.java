package ai.arkor.shell.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A line of coloured pieces that knows how wide it is. What is put in is cleaned, so no name or message can act on the terminal. Not thread-safe. */
public final class Row {

    private record Piece(String text, UnaryOperator<String> colour) {}

    private final Glyphs glyphs;
    private final List<Piece> pieces = new ArrayList<>();
    private int width;

    public Row(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    public Row add(String text) {
        return add(text, UnaryOperator.identity());
    }

    /** @param colour one of {@link Style}'s */
    public Row add(String text, UnaryOperator<String> colour) {
        String clean = glyphs.clean(text);
        if (!clean.isEmpty()) {
            pieces.add(new Piece(clean, colour));
            width += Cells.width(clean);
        }
        return this;
    }

    /** Fills with spaces up to that column. */
    public Row to(int column) {
        return add(" ".repeat(Math.max(0, column - width)));
    }

    /** All of another row. */
    public Row add(Row other) {
        pieces.addAll(other.pieces);
        width += other.width;
        return this;
    }

    /** Columns taken. */
    public int width() {
        return width;
    }

    /** The line, cut to that many columns. */
    public String text(int columns) {
        StringBuilder line = new StringBuilder();
        int left = columns;
        boolean cut = width > columns;
        for (Piece piece : pieces) {
            int wide = Cells.width(piece.text);
            // The ellipsis goes where the text ends: with the piece that does not leave room for it.
            boolean last = cut && wide + glyphs.ellipsis().length() > left;
            String text = last ? Cells.cut(piece.text + glyphs.ellipsis() + " ", left, glyphs) : piece.text;
            line.append(piece.colour.apply(text));
            left -= wide;
            if (last) {
                break;
            }
        }
        return line.toString().stripTrailing();
    }
}
