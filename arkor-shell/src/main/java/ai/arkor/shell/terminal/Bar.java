package ai.arkor.shell.terminal;

import java.util.function.UnaryOperator;

/** How far something is, as a bar. It can be read without colours too. */
public final class Bar {

    private Bar() {}

    /**
     * @param share of the whole, from 0 to 1
     * @param width columns, at least 3
     * @param colour of the part that is done
     */
    public static Row of(double share, int width, Glyphs glyphs, UnaryOperator<String> colour, UnaryOperator<String> rest) {
        int columns = glyphs == Glyphs.UNICODE ? width : width - 2;
        int done = (int) Math.round(Math.max(0, Math.min(1, share)) * columns);
        boolean goesOn = done > 0 && done < columns;
        String filled = glyphs.either("━", "=").repeat(goesOn ? done - 1 : done) + (goesOn ? glyphs.either("╾", ">") : "");
        Row bar = new Row(glyphs).add(glyphs.either("", "[")).add(filled, colour).add(glyphs.either("─", "-").repeat(columns - done), rest);
        return bar.add(glyphs.either("", "]"));
    }
}
