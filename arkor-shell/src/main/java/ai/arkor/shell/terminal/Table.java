package ai.arkor.shell.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines, in which each column is as wide as its widest cell. Cells may be coloured. */
public final class Table {

    private static final String GAP = "  ";

    private Table() {}

    /** @param rows of as many cells each */
    public static List<String> align(List<List<String>> rows) {
        int[] widths = widths(rows);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(widths[column] - Cells.width(cell))).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Columns of the terminal that {@link #align} takes for them at most. */
    public static int width(List<List<String>> rows) {
        int all = 0;
        for (int width : widths(rows)) {
            all += width + GAP.length();
        }
        return Math.max(0, all - GAP.length());
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], Cells.width(row.get(column)));
            }
        }
        return widths;
    }
}
