package ai.arkor.shell.progress;

import ai.arkor.api.EarlyStopping.Metric;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Style;
import ai.arkor.shell.terminal.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The trials of a sweep as the lines of a table.
 *
 * @param best the number of the best trial so far; 0 for none
 * @param now as {@link System#nanoTime()}
 */
record SweepTable(List<TrialRow> rows, int best, Style style, Glyphs glyphs, long now) {

    /** Those that can be done without, the first of them first. */
    private enum Column { TIME, LOSS, STEP }

    /** How wide settings may be, where there is room and where there is less and less. */
    private enum Fit {
        WIDE(24),
        NARROW(12),
        TIGHT(6);

        private final int widest;

        Fit(int widest) {
            this.widest = widest;
        }
    }

    private record Layout(Fit fit, Set<Column> columns) {}

    private static final int NARROWEST = 5;
    private static final int HEADER_AND_SUMMARY = 2;

    /** All rows, each in as many columns as there are. */
    List<String> whole(int width) {
        return lines(rows, width);
    }

    /** What fits into less than that height: all rows, or those that go on, the best and some around them; and how many there are of each kind. */
    List<String> frame(int width, int height) {
        // One line less than the terminal has, or it scrolls.
        int room = Math.max(1, height - 1 - HEADER_AND_SUMMARY);
        List<String> lines = new ArrayList<>(lines(rows.size() <= room ? rows : some(room), width));
        lines.add(Cells.cut(summary(), width, glyphs));
        return lines.subList(Math.max(0, lines.size() - Math.max(1, height - 1)), lines.size());
    }

    private List<TrialRow> some(int room) {
        int newest = rows.stream().filter(row -> !row.isWaiting()).mapToInt(row -> row.trial().number()).max().orElse(0);
        return rows.stream()
                .sorted(Comparator.comparing((TrialRow row) -> !isBest(row) && !row.isGoingOn()).thenComparing(row -> Math.abs(row.trial().number() - newest)))
                .limit(room)
                .sorted(Comparator.comparing(row -> row.trial().number()))
                .toList();
    }

    String summary() {
        long going = rows.stream().filter(TrialRow::isGoingOn).count();
        long waiting = rows.stream().filter(TrialRow::isWaiting).count();
        long bad = rows.stream().filter(TrialRow::endedBadly).count();
        List<String> parts = new ArrayList<>(List.of(rows.size() - going - waiting + " of " + rows.size() + " over"));
        Stream.of(part(bad, " not completed"), part(going, " going on"), part(waiting, " waiting"), best == 0 ? "" : "best so far: " + best)
                .filter(part -> !part.isEmpty()).forEach(parts::add);
        return String.join(" " + glyphs.dot() + " ", parts);
    }

    private static String part(long count, String what) {
        return count == 0 ? "" : count + what;
    }

    private boolean isBest(TrialRow row) {
        return row.trial().number() == best;
    }

    private List<String> lines(List<TrialRow> shown, int width) {
        List<Layout> layouts = layouts();
        for (Layout layout : layouts) {
            List<List<String>> cells = cells(shown, layout, style);
            if (Table.width(cells) <= width) {
                return Table.align(cells);
            }
        }
        Layout tightest = layouts.get(layouts.size() - 1);
        return Table.align(cells(shown, tightest, Style.PLAIN)).stream().map(line -> Cells.cut(line, width, glyphs)).toList();
    }

    /** From the widest to the tightest. */
    private List<Layout> layouts() {
        Set<Column> columns = EnumSet.allOf(Column.class);
        if (rows.stream().allMatch(row -> row.time(now).isEmpty())) {
            columns.remove(Column.TIME);
        }
        List<Layout> layouts = new ArrayList<>(List.of(new Layout(Fit.WIDE, columns), new Layout(Fit.NARROW, columns)));
        for (Column column : Column.values()) {
            if (column != Column.LOSS || isEvaluated()) {
                columns = EnumSet.copyOf(columns);
                columns.remove(column);
                layouts.add(new Layout(Fit.NARROW, columns));
            }
        }
        layouts.add(new Layout(Fit.TIGHT, columns));
        return layouts;
    }

    private boolean isEvaluated() {
        return rows.stream().anyMatch(row -> row.trial().score(Metric.EVAL_LOSS).isPresent());
    }

    private List<List<String>> cells(List<TrialRow> shown, Layout layout, Style colours) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(header(layout).stream().map(colours::faint).toList());
        for (TrialRow row : shown) {
            cells.add(row(row, layout, colours));
        }
        return cells;
    }

    private List<String> header(Layout layout) {
        List<String> header = new ArrayList<>(List.of("  #"));
        List<String> names = rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).trial().settings().keySet());
        for (int i = 0; i < names.size(); i++) {
            header.add(Cells.cut(glyphs.clean(names.get(i)), layout.fit == Fit.WIDE ? Fit.WIDE.widest : widest(i, layout.fit), glyphs));
        }
        header.add("STATUS");
        add(header, layout, Column.STEP, "STEP");
        add(header, layout, Column.LOSS, "LOSS");
        if (isEvaluated()) {
            header.add(layout.fit == Fit.WIDE ? "EVAL LOSS" : "EVAL");
        }
        add(header, layout, Column.TIME, "TIME");
        return header;
    }

    /** The columns a setting's values take at most, and so its name. */
    private int widest(int setting, Fit fit) {
        int values = rows.stream().mapToInt(row -> Cells.width(glyphs.clean(row.values().get(setting)))).max().orElse(0);
        return Math.max(NARROWEST, Math.min(fit.widest, values));
    }

    private List<String> row(TrialRow row, Layout layout, Style colours) {
        UnaryOperator<String> strong = isBest(row) ? colours::strong : UnaryOperator.identity();
        List<String> cells = new ArrayList<>();
        cells.add(strong.apply((isBest(row) ? glyphs.either("◆", "*") : " ") + " " + row.trial().number()));
        for (String value : row.values()) {
            cells.add(strong.apply(Cells.cut(glyphs.clean(value), layout.fit.widest, glyphs)));
        }
        cells.add(status(row, colours));
        add(cells, layout, Column.STEP, row.steps());
        add(cells, layout, Column.LOSS, row.score(Metric.LOSS));
        if (isEvaluated()) {
            cells.add(strong.apply(row.score(Metric.EVAL_LOSS)));
        }
        add(cells, layout, Column.TIME, row.time(now));
        return cells;
    }

    private String status(TrialRow row, Style colours) {
        String word = glyphs.clean(row.status());
        if (row.trial().isCompleted()) {
            return colours.good(word);
        }
        return row.endedBadly() ? colours.bad(word) : row.isWaiting() ? colours.faint(word) : word;
    }

    private static void add(List<String> cells, Layout layout, Column column, String text) {
        if (layout.columns.contains(column)) {
            cells.add(text);
        }
    }
}
