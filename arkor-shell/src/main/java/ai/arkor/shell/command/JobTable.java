package ai.arkor.shell.command;

import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs as the lines of a table. */
final class JobTable {

    private static final int SHORT_ID = 8;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private JobTable() {}

    static List<String> lines(List<TrainingRun> runs) {
        int idLength = uniqueLength(runs.stream().map(TrainingRun::jobId).toList());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("RUN", "STATUS", "CREATED", "PROJECT", "NAME", "MODEL"));
        for (TrainingRun run : runs) {
            TrainingJob job = run.job();
            rows.add(List.of(cut(run.jobId(), idLength), job.status().raw(), job.createdAt().map(JobTable::time).orElse(""),
                    run.reference().projectSlug(), job.name(), job.config().string("model").orElse("")));
        }
        return Table.align(rows);
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
