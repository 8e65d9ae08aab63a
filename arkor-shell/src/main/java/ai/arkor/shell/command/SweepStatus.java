package ai.arkor.shell.command;

import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepTrial;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The exit status of a sweep: that of the trial that went worst. */
final class SweepStatus {

    private static final List<Integer> WORST_FIRST = List.of(ExitStatus.RUN_FAILED, ExitStatus.ERROR, ExitStatus.LOST, ExitStatus.RUN_CANCELLED);

    private SweepStatus() {}

    static int of(SweepResult result) {
        Set<Integer> statuses = result.trials().stream().map(SweepStatus::of).collect(Collectors.toSet());
        return WORST_FIRST.stream().filter(statuses::contains).findFirst().orElse(ExitStatus.COMPLETED);
    }

    private static int of(SweepTrial trial) {
        if (trial.result().isEmpty()) {
            return trial.failure().map(ExitStatus::of).orElse(ExitStatus.ERROR);
        }
        int ended = ExitStatus.of(trial.result().get().status());
        return ended == ExitStatus.COMPLETED && trial.failure().isPresent() ? ExitStatus.ERROR : ended;
    }
}
