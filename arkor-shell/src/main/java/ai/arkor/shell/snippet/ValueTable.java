package ai.arkor.shell.snippet;

import ai.arkor.api.TrainingJob;
import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Table;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of runs, of jobs, or of records of one kind as a table. */
final class ValueTable {

    private static final int MOST_ROWS = 50;
    private static final int WIDEST = 40;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private ValueTable() {}

    /** Empty when the list holds something else, or nothing. */
    static Optional<String> of(List<?> list) {
        List<?> shown = list.subList(0, Math.min(list.size(), MOST_ROWS));
        if (shown.isEmpty()) {
            return Optional.empty();
        }
        List<List<String>> rows = new ArrayList<>();
        if (shown.stream().allMatch(TrainingRun.class::isInstance)) {
            rows.add(List.of("run", "name", "status", "model", "created"));
            shown.forEach(run -> rows.add(row(((TrainingRun) run).job())));
        } else if (shown.stream().allMatch(TrainingJob.class::isInstance)) {
            rows.add(List.of("job", "name", "status", "model", "created"));
            shown.forEach(job -> rows.add(row((TrainingJob) job)));
        } else if (!addRecords(shown, rows)) {
            return Optional.empty();
        }
        String more = list.size() > shown.size() ? "\n  … " + (list.size() - shown.size()) + " more" : "";
        return Optional.of(list.size() + (list.size() == 1 ? " row" : " rows") + "\n" + Table.align(rows).stream().map(line -> "  " + line).collect(Collectors.joining("\n")) + more);
    }

    private static List<String> row(TrainingJob job) {
        return List.of(job.id(), job.name(), job.status().raw(), job.config().string("model").orElse(""), job.createdAt().map(ValueTable::time).orElse(""));
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** @return whether they are records of one kind that let themselves be read */
    private static boolean addRecords(List<?> shown, List<List<String>> rows) {
        Object first = shown.get(0);
        if (first == null || !first.getClass().isRecord() || !shown.stream().allMatch(one -> one != null && one.getClass() == first.getClass())) {
            return false;
        }
        RecordComponent[] components = first.getClass().getRecordComponents();
        if (components.length < 2) {
            return false;
        }
        try {
            for (RecordComponent component : components) {
                component.getAccessor().setAccessible(true);
            }
        } catch (InaccessibleObjectException hidden) {
            return false;
        }
        rows.add(Arrays.stream(components).map(RecordComponent::getName).toList());
        for (Object record : shown) {
            rows.add(Arrays.stream(components).map(component -> cell(record, component)).toList());
        }
        return true;
    }

    private static String cell(Object record, RecordComponent component) {
        try {
            @Nullable Object value = component.getAccessor().invoke(record);
            return ValueText.cut(value instanceof CharSequence text ? text.toString().replace('\n', ' ') : ValueText.inLine(value), WIDEST);
        } catch (IllegalAccessException e) {
            return "?";
        } catch (InvocationTargetException e) {
            return "(threw " + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName() + ")";
        }
    }
}
