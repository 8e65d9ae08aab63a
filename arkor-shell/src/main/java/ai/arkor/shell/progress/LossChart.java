package ai.arkor.shell.progress;

import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Row;
import ai.arkor.shell.terminal.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * The losses of a run over its steps. Training loss is a line of dots: where several steps share a column, it reaches from the least to the greatest of
 * them. Losses on held-out rows are single marks, as are, at the upper edge, steps whose loss was no number; checkpoints stand on the axis of steps.
 */
final class LossChart {

    /** Below that many rows a chart says little. */
    static final int FEWEST_ROWS = 3;

    /** Rows a chart has beside those of its curves: the axis, and its labels. */
    static final int AXIS_ROWS = 2;

    private static final int ROWS_PER_TICK = 2;
    private static final int MOST_TICKS = 5;
    private static final char NONE = 0;

    private final Curve train;
    private final Curve eval;
    private final Collection<Long> checkpoints;
    private final Glyphs glyphs;
    private final Style style;

    LossChart(Curve train, Curve eval, Collection<Long> checkpoints, Glyphs glyphs, Style style) {
        this.train = train;
        this.eval = eval;
        this.checkpoints = checkpoints;
        this.glyphs = glyphs;
        this.style = style;
    }

    static String trainMark(Glyphs glyphs) {
        return glyphs.either("⠒⠢", "':");
    }

    static String evalMark(Glyphs glyphs) {
        return glyphs.either("◆", "o");
    }

    static String checkpointMark(Glyphs glyphs) {
        return glyphs.either("▲", "^");
    }

    static String brokenMark(Glyphs glyphs) {
        return glyphs.either("×", "x");
    }

    boolean isEmpty() {
        return train.isEmpty() && eval.isEmpty();
    }

    /**
     * @param columns in all
     * @param rows of the curves; {@link #AXIS_ROWS} come on top
     */
    List<Row> rows(int columns, int rows) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        long[] steps = {Math.min(train.first(), eval.first()), 0};
        Curve.Visitor measure = (step, least, greatest) -> {
            range[0] = Math.min(range[0], least);
            range[1] = Math.max(range[1], greatest);
            steps[1] = Math.max(steps[1], step);
        };
        train.forEach(measure);
        eval.forEach(measure);
        // A run whose loss is no number any more goes on to the right.
        LongStream.concat(Arrays.stream(train.brokenSteps()), Arrays.stream(eval.brokenSteps())).forEach(step -> steps[1] = Math.max(steps[1], step));
        Scale scale = Scale.of(range[0], range[1]);
        String[] labels = labels(scale, rows);
        int gutter = Arrays.stream(labels).mapToInt(String::length).max().orElse(0);
        int width = Math.max(2, columns - gutter - 2);
        return drawn(new Span(steps[0], steps[1]), scale, labels, gutter, width);
    }

    /** The label of each row, empty for most. */
    private String[] labels(Scale scale, int rows) {
        int most = Math.max(2, Math.min(MOST_TICKS, rows / ROWS_PER_TICK));
        String[] labels = new String[rows];
        Arrays.fill(labels, "");
        int dots = glyphs == Glyphs.UNICODE ? 4 : 2;
        for (double tick : scale.ticks(most)) {
            labels[scale.place(tick, rows * dots - 1) / dots] = scale.label(tick, most);
        }
        return labels;
    }

    private List<Row> drawn(Span steps, Scale scale, String[] labels, int gutter, int width) {
        Dots dots = new Dots(width, labels.length, glyphs);
        drawTrain(dots, steps, scale);
        char[][] marks = new char[labels.length][width];
        eval.forEach((step, least, greatest) -> {
            int column = steps.place(step, width);
            marks[scale.place(least, dots.height() - 1) / dots.down()][column] = evalMark(glyphs).charAt(0);
            marks[scale.place(greatest, dots.height() - 1) / dots.down()][column] = evalMark(glyphs).charAt(0);
        });
        LongStream.concat(Arrays.stream(train.brokenSteps()), Arrays.stream(eval.brokenSteps()))
                .forEach(step -> marks[0][steps.place(step, width)] = brokenMark(glyphs).charAt(0));
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < labels.length; row++) {
            Row line = new Row(glyphs).to(gutter - labels[row].length()).add(labels[row])
                    .add(" " + (labels[row].isEmpty() ? glyphs.either("│", "|") : glyphs.either("┤", "+")), style::faint);
            rows.add(addCells(line, dots, marks[row], row));
        }
        rows.add(axis(steps, gutter, width));
        rows.add(stepLabels(steps, gutter, width));
        return rows;
    }

    private void drawTrain(Dots dots, Span steps, Scale scale) {
        int[] top = new int[dots.width()];
        int[] bottom = new int[dots.width()];
        Arrays.fill(top, -1);
        train.forEach((step, least, greatest) -> {
            int x = steps.place(step, dots.width());
            int high = scale.place(greatest, dots.height() - 1);
            int low = scale.place(least, dots.height() - 1);
            bottom[x] = top[x] < 0 ? low : Math.max(bottom[x], low);
            top[x] = top[x] < 0 ? high : Math.min(top[x], high);
        });
        int before = -1;
        for (int x = 0; x < dots.width(); x++) {
            if (top[x] < 0) {
                continue;
            }
            dots.setColumn(x, top[x], bottom[x]);
            if (before >= 0) {
                join(dots, before, (top[before] + bottom[before]) / 2, x, (top[x] + bottom[x]) / 2);
            }
            before = x;
        }
    }

    /** A straight line. */
    private static void join(Dots dots, int fromX, int fromY, int toX, int toY) {
        int length = Math.max(toX - fromX, Math.abs(toY - fromY));
        for (int at = 1; at < length; at++) {
            dots.set(fromX + Math.round((float) at * (toX - fromX) / length), fromY + Math.round((float) at * (toY - fromY) / length));
        }
    }

    /** Neighbours of the same colour go in one piece. */
    private Row addCells(Row line, Dots dots, char[] marks, int row) {
        StringBuilder piece = new StringBuilder();
        UnaryOperator<String> colour = style::first;
        char pieceMark = NONE;
        for (int column = 0; column < marks.length; column++) {
            if (marks[column] != pieceMark) {
                line.add(piece.toString(), colour);
                piece.setLength(0);
                pieceMark = marks[column];
                colour = pieceMark == NONE ? style::first : pieceMark == evalMark(glyphs).charAt(0) ? style::second : style::bad;
            }
            piece.append(marks[column] == NONE ? dots.glyph(column, row) : marks[column]);
        }
        return line.add(piece.toString().stripTrailing(), colour);
    }

    private Row axis(Span steps, int gutter, int width) {
        StringBuilder line = new StringBuilder(glyphs.either("─", "-").repeat(width));
        for (long step : checkpoints) {
            if (steps.holds(step)) {
                line.setCharAt(steps.place(step, width), checkpointMark(glyphs).charAt(0));
            }
        }
        return new Row(glyphs).to(gutter).add(" " + glyphs.either("└", "+") + line, style::faint);
    }

    private Row stepLabels(Span steps, int gutter, int width) {
        String first = "step " + steps.first;
        String last = Long.toString(steps.last);
        Row row = new Row(glyphs).to(gutter + 2).add(first, style::faint);
        int middle = steps.place(steps.middle(), width) + gutter + 2 - Long.toString(steps.middle()).length() / 2;
        int end = gutter + 2 + width - last.length();
        if (steps.last - steps.first > 1 && middle > row.width() + 2 && middle + last.length() + 2 < end) {
            row.to(middle).add(Long.toString(steps.middle()), style::faint);
        }
        return steps.last > steps.first && end > row.width() ? row.to(end).add(last, style::faint) : row;
    }

    private record Span(long first, long last) {

        /** The column of a step. */
        int place(long step, int columns) {
            return last == first ? 0 : (int) Math.round((double) (Math.min(step, last) - first) / (last - first) * (columns - 1));
        }

        boolean holds(long step) {
            return step >= first && step <= last;
        }

        long middle() {
            return first + (last - first) / 2;
        }
    }
}
