package ai.arkor.shell.progress;

import ai.arkor.shell.terminal.Bar;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Row;
import ai.arkor.shell.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * A run at a moment as lines of a terminal: who it is, how far it is, how its losses went, what happened last, and how it stands with the connection.
 * A low terminal loses what happened first, and then the losses; a wide one has the two side by side.
 */
final class Panel {

    private static final int NARROW = 60;
    private static final int WIDE = 120;
    private static final int SHORT_ID = 8;
    private static final int MOST_CHART_ROWS = 14;
    private static final int USUAL_HAPPENINGS = 4;
    private static final int GAP = 3;
    private static final int TIME_COLUMNS = 10;

    /** Columns that stay free behind the last line, where terminals echo a Ctrl-C: an echo that took a row of its own would be left standing there. */
    static final int ECHO = 2;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final RunState run;
    private final Canvas canvas;
    private final Style style;
    private final long now;
    private final boolean live;
    private final boolean narrow;

    private Panel(RunState run, Canvas canvas, long now, boolean live) {
        this.run = run;
        this.canvas = canvas;
        this.style = canvas.style();
        this.now = now;
        this.live = live;
        narrow = canvas.columns() < NARROW;
    }

    /**
     * @param now as {@link System#nanoTime()}
     * @param live whether it is drawn again; the last frame tells of no connection and no keys
     */
    static List<String> lines(RunState run, Canvas canvas, long now, boolean live) {
        return new Panel(run, canvas, now, live).lines();
    }

    private List<String> lines() {
        if (canvas.rows() < 2) {
            return List.of(row().add(run.figures().text(run.silence(now)).strip()).text(canvas.columns() - ECHO));
        }
        List<Row> rows = new ArrayList<>(List.of(title()));
        if (run.percent() >= 0) {
            rows.add(bar());
        }
        if (run.figures().hasBegun()) {
            rows.add(figures());
        }
        List<Row> footer = live ? List.of(footer()) : List.of();
        int left = canvas.rows() - rows.size() - footer.size();
        rows.addAll(canvas.columns() >= WIDE ? sideBySide(left) : stacked(left));
        rows.addAll(footer);
        return rows.stream().limit(canvas.rows()).map(row -> row.text(canvas.columns())).toList();
    }

    private Row row() {
        return new Row(canvas.glyphs());
    }

    private Row title() {
        Row end = row().add(status(), this::statusColour);
        int room = canvas.columns() - end.width() - 2;
        Row row = row().add(Cells.cut(canvas.glyphs().clean(run.name()), room, canvas.glyphs()), style::strong);
        String id = run.jobId().substring(0, Math.min(SHORT_ID, run.jobId().length()));
        for (String part : List.of(id, run.backend(), run.model())) {
            Row next = row().add("  ").add(part, style::faint);
            if (!part.isEmpty() && row.width() + next.width() <= room) {
                row.add(next);
            }
        }
        return row.to(canvas.columns() - end.width()).add(end);
    }

    /** A run out of sight is not one that failed. */
    private String status() {
        return run.isOutOfSight() ? "unknown, was " + run.status().raw() : run.status().raw();
    }

    private String statusColour(String text) {
        if (run.isOutOfSight()) {
            return style.doubtful(text);
        }
        return run.status().known().map(known -> switch (known) {
            case QUEUED -> style.faint(text);
            case RUNNING -> style.first(text);
            case COMPLETED -> style.good(text);
            case CANCELLED -> style.doubtful(text);
            case FAILED -> style.bad(text);
        }).orElse(text);
    }

    private Row bar() {
        int percent = run.percent();
        double share = percent == 100 ? 1 : Math.min(0.99, run.figures().share());
        String end = " " + " ".repeat(3 - Integer.toString(percent).length()) + percent + "%";
        return Bar.of(share, Math.max(3, canvas.columns() - end.length()), canvas.glyphs(), this::statusColour, style::faint).add(end, style::strong);
    }

    private record Part(int importance, String text) {}

    /** What does not fit goes, the least important first. */
    private Row figures() {
        Figures figures = run.figures();
        Duration silence = run.silence(now);
        List<Part> parts = new ArrayList<>(List.of(new Part(9, figures.stepText())));
        figures.rate().ifPresent(rate -> parts.add(new Part(6, Figures.pace(rate))));
        figures.taken().ifPresent(span -> parts.add(new Part(5, Spans.text(span.plus(silence)) + (run.isOver() ? "" : " elapsed"))));
        if (!run.isOver()) {
            // A run that is late is not nearly done.
            figures.left().map(span -> span.minus(silence)).filter(span -> !span.isNegative())
                    .ifPresent(span -> parts.add(new Part(8, Spans.text(span) + " left")));
        }
        figures.epochText().ifPresent(text -> parts.add(new Part(4, text)));
        figures.learningRate().ifPresent(rate -> parts.add(new Part(3, "lr " + Figures.number(rate))));
        String between = narrow ? "  " : " " + canvas.glyphs().dot() + " ";
        while (parts.size() > 1 && width(parts, between) > canvas.columns()) {
            parts.remove(parts.stream().min((a, b) -> Integer.compare(a.importance, b.importance)).orElseThrow());
        }
        Row row = row();
        for (Part part : parts) {
            row.add(row.width() == 0 ? "" : between, style::faint).add(part.text);
        }
        return row;
    }

    private static int width(List<Part> parts, String between) {
        return parts.stream().mapToInt(part -> part.text.length()).sum() + between.length() * (parts.size() - 1);
    }

    private Row footer() {
        UnaryOperator<String> colour = run.isOutOfSight() ? style::doubtful : style::faint;
        Row row = row().add(run.connection(now), colour);
        Row key = row().add(" " + canvas.glyphs().dot() + " Ctrl-C detaches" + (narrow ? "" : ", the run goes on"), style::faint);
        Row cause = row().add(run.cause().map(text -> " (" + text + ")").orElse(""), colour);
        int room = canvas.columns() - ECHO - row.width();
        boolean hasKey = !run.isOver() && key.width() <= room;
        if (cause.width() <= room - (hasKey ? key.width() : 0)) {
            row.add(cause);
        }
        return hasKey ? row.add(key) : row;
    }

    private LossChart chart() {
        return new LossChart(run.train(), run.eval(), run.checkpoints(), canvas.glyphs(), style);
    }

    private int mostChartRows() {
        return Math.max(LossChart.FEWEST_ROWS + 1, Math.min(MOST_CHART_ROWS, (canvas.rows() + 1) * 7 / 20));
    }

    /** The chart, and what happened below it. */
    private List<Row> stacked(int room) {
        int blank = narrow ? 0 : 1;
        int usual = narrow ? USUAL_HAPPENINGS / 2 : USUAL_HAPPENINGS;
        int overhead = blank + 1 + LossChart.AXIS_ROWS;
        List<Row> rows = new ArrayList<>();
        int most = mostChartRows();
        // Room for what will happen is kept from the beginning, so that the chart does not change its height.
        int chartRows = Math.min(most, room - overhead - blank - usual);
        if (chartRows < LossChart.FEWEST_ROWS) {
            chartRows = Math.min(LossChart.FEWEST_ROWS + 1, room - overhead);
        }
        LossChart chart = chart();
        if (!chart.isEmpty() && chartRows >= LossChart.FEWEST_ROWS) {
            addBlank(rows, blank);
            rows.add(legend(canvas.columns()));
            rows.addAll(chart.rows(canvas.columns(), chartRows));
        }
        List<Row> happenings = happenings(Math.min(usual, room - rows.size() - blank), canvas.columns());
        if (!happenings.isEmpty()) {
            addBlank(rows, blank);
            rows.addAll(happenings);
        }
        if (live && blank > 0 && rows.size() < room && !rows.isEmpty()) {
            addBlank(rows, 1);
        }
        return rows;
    }

    private void addBlank(List<Row> rows, int count) {
        for (int i = 0; i < count; i++) {
            rows.add(row());
        }
    }

    private List<Row> sideBySide(int room) {
        int overhead = 1 + 1 + LossChart.AXIS_ROWS;
        int chartRows = Math.min(mostChartRows(), room - overhead);
        LossChart chart = chart();
        if (chart.isEmpty() || chartRows < LossChart.FEWEST_ROWS) {
            return stacked(room);
        }
        int chartColumns = (canvas.columns() - GAP) * 5 / 8;
        int sideColumns = canvas.columns() - GAP - chartColumns;
        List<Row> left = new ArrayList<>(List.of(legend(chartColumns)));
        left.addAll(chart.rows(chartColumns, chartRows));
        List<Row> right = new ArrayList<>(List.of(row().add("recent events", style::strong)));
        right.addAll(happenings(left.size() - 1, sideColumns));
        List<Row> rows = new ArrayList<>(List.of(row()));
        for (int at = 0; at < left.size(); at++) {
            rows.add(at < right.size() ? left.get(at).to(chartColumns + GAP).add(right.get(at)) : left.get(at));
        }
        if (live && rows.size() < room) {
            rows.add(row());
        }
        return rows;
    }

    private Row legend(int columns) {
        List<Row> entries = new ArrayList<>();
        Figures figures = run.figures();
        if (figures.loss().isPresent()) {
            entries.add(entry(LossChart.trainMark(canvas.glyphs()), "loss", figures.loss(), style::first));
        }
        if (figures.evalLoss().isPresent()) {
            entries.add(entry(LossChart.evalMark(canvas.glyphs()), narrow ? "eval" : "eval loss", figures.evalLoss(), style::second));
        }
        if (run.train().brokenSteps().length + run.eval().brokenSteps().length > 0) {
            entries.add(row().add(LossChart.brokenMark(canvas.glyphs()), style::bad).add(" not finite"));
        }
        if (figures.bestEvalLoss().isPresent()) {
            entries.add(row().add("best " + Figures.number(figures.bestEvalLoss().getAsDouble()) + " at " + figures.bestStep(), style::faint));
        }
        if (!run.checkpoints().isEmpty()) {
            entries.add(row().add(LossChart.checkpointMark(canvas.glyphs()) + " checkpoint", style::faint));
        }
        Row legend = row();
        for (Row entry : entries) {
            if (legend.width() == 0 || legend.width() + 3 + entry.width() <= columns) {
                legend.add(legend.width() == 0 ? "" : narrow ? "  " : "   ").add(entry);
            }
        }
        return legend;
    }

    private Row entry(String mark, String name, OptionalDouble value, UnaryOperator<String> colour) {
        return row().add(mark, colour).add(" " + name + " ").add(Figures.number(value.getAsDouble()), style::strong);
    }

    /** The last that fit. */
    private List<Row> happenings(int most, int columns) {
        List<Happening> all = run.happenings();
        List<Row> rows = new ArrayList<>();
        for (Happening happening : all.subList(Math.max(0, all.size() - Math.max(0, most)), all.size())) {
            String time = happening.at().map(this::timeOfDay).orElse("");
            Row row = columns < NARROW / 2 ? row() : row().add(time, style::faint).to(TIME_COLUMNS);
            String text = canvas.glyphs().clean(happening.text());
            rows.add(row.add(Cells.cut(text, columns - row.width(), canvas.glyphs()), colour(happening)));
        }
        return rows;
    }

    private String timeOfDay(Instant instant) {
        return TIME.format(instant.atZone(canvas.zone()));
    }

    private UnaryOperator<String> colour(Happening happening) {
        return switch (happening.mood()) {
            case PLAIN -> UnaryOperator.identity();
            case GOOD -> style::good;
            case DOUBTFUL -> style::doubtful;
            case BAD -> style::bad;
        };
    }
}
