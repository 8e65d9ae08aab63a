package ai.arkor.shell.progress;

import ai.arkor.shell.terminal.Glyphs;

/** A raster of dots, several to a character: 2 × 4 of braille, or 1 × 2 of ASCII. */
final class Dots {

    private static final int BRAILLE = 0x2800;
    /** The bits of a braille character's dots, column by column from the top. */
    private static final int[][] BRAILLE_BITS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
    private static final int[][] ASCII_BITS = {{1, 2}};
    private static final String ASCII = " '.:";

    private final int[][] bits;
    private final boolean braille;
    private final int[][] cells;

    /** @param columns of characters */
    Dots(int columns, int rows, Glyphs glyphs) {
        braille = glyphs == Glyphs.UNICODE;
        bits = braille ? BRAILLE_BITS : ASCII_BITS;
        cells = new int[rows][columns];
    }

    int across() {
        return bits.length;
    }

    int down() {
        return bits[0].length;
    }

    int width() {
        return cells[0].length * across();
    }

    int height() {
        return cells.length * down();
    }

    /** From the top left. */
    void set(int x, int y) {
        cells[y / down()][x / across()] |= bits[x % across()][y % down()];
    }

    void setColumn(int x, int top, int bottom) {
        for (int y = top; y <= bottom; y++) {
            set(x, y);
        }
    }

    char glyph(int column, int row) {
        int set = cells[row][column];
        return braille && set != 0 ? (char) (BRAILLE + set) : ASCII.charAt(set);
    }
}
