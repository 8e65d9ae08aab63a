package ai.arkor.shell.command;

import ai.arkor.api.JobStatus;
import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Screen;
import ai.arkor.shell.terminal.Style;
import ai.arkor.shell.terminal.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Runs as the lines of a table, which is made to fit a terminal and is whole elsewhere. */
final class JobTable {

    private static final int SHORT_ID = 8;
    private static final int NARROWEST = 8;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final List<String> HEADINGS = List.of("RUN", "STATUS", "CREATED", "PROJECT", "NAME", "MODEL");
    private static final int STATUS = 1;

    /** Columns that may be cut, and those that are left out when that is not enough, the least wanted first. */
    private static final Set<String> FLEXIBLE = Set.of("PROJECT", "NAME", "MODEL");
    private static final List<String> OPTIONAL = List.of("MODEL", "PROJECT", "CREATED", "NAME");

    private JobTable() {}

    /** Whole and plain. */
    static List<String> lines(List<TrainingRun> runs) {
        return Table.align(rows(runs, Cells::clean));
    }

    static List<String> lines(List<TrainingRun> runs, Screen screen) {
        if (!screen.hasLive()) {
            return lines(runs);
        }
        List<List<String>> rows = fit(rows(runs, screen.glyphs()::clean), screen);
        for (List<String> row : rows.subList(1, rows.size())) {
            row.set(STATUS, coloured(row.get(STATUS), screen.style()));
        }
        return Table.align(rows);
    }

    static String shortId(String id) {
        return cut(id, SHORT_ID);
    }

    static String coloured(String status, Style style) {
        JobStatus known = new JobStatus(status);
        if (known.equals(JobStatus.COMPLETED)) {
            return style.good(status);
        }
        if (known.equals(JobStatus.FAILED)) {
            return style.bad(status);
        }
        return known.equals(JobStatus.CANCELLED) ? style.faint(status) : style.strong(status);
    }

    private static List<List<String>> rows(List<TrainingRun> runs, UnaryOperator<String> clean) {
        int idLength = uniqueLength(runs.stream().map(TrainingRun::jobId).toList());
        List<List<String>> rows = new ArrayList<>();
        rows.add(new ArrayList<>(HEADINGS));
        for (TrainingRun run : runs) {
            TrainingJob job = run.job();
            List<String> row = new ArrayList<>(List.of(cut(run.jobId(), idLength), job.status().raw(), job.createdAt().map(JobTable::time).orElse(""),
                    run.reference().projectSlug(), job.name(), job.config().string("model").orElse("")));
            row.replaceAll(clean);
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> fit(List<List<String>> rows, Screen screen) {
        int columns = screen.width();
        for (String dispensable : OPTIONAL) {
            while (Table.width(rows) > columns && narrowWidest(rows, Table.width(rows) - columns, screen)) {
                // Until it fits, or nothing can be narrowed any more.
            }
            if (Table.width(rows) <= columns) {
                break;
            }
            int at = rows.get(0).indexOf(dispensable);
            rows.forEach(row -> row.remove(at));
        }
        return rows;
    }

    /** Takes what is too much from the widest of the flexible columns, but not so much that another would be the widest by far. */
    private static boolean narrowWidest(List<List<String>> rows, int tooMuch, Screen screen) {
        List<String> headings = rows.get(0);
        int widest = FLEXIBLE.stream().map(headings::indexOf).filter(at -> at >= 0).max(Comparator.comparing(at -> width(rows, at))).orElse(-1);
        if (widest < 0 || width(rows, widest) <= NARROWEST) {
            return false;
        }
        int wanted = Math.max(NARROWEST, width(rows, widest) - Math.max(1, tooMuch / FLEXIBLE.size()));
        rows.forEach(row -> row.set(widest, Cells.cut(row.get(widest), wanted, screen.glyphs())));
        return true;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> Cells.width(row.get(column))).max().orElse(0);
    }

    /** The fewest characters, and at least eight, by which the listed ids differ. */
    private static int uniqueLength(List<String> ids) {
        int longest = ids.stream().mapToInt(String::length).max().orElse(0);
        int length = SHORT_ID;
        while (length < longest && !differ(ids, length)) {
            length++;
        }
        return length;
    }

    private static boolean differ(List<String> ids, int length) {
        Set<String> seen = new HashSet<>();
        return ids.stream().allMatch(id -> seen.add(cut(id, length)));
    }

    private static String cut(String id, int length) {
        return id.substring(0, Math.min(length, id.length()));
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }
}
