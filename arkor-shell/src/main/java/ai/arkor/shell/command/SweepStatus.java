package ai.arkor.shell.command;

import ai.arkor.api.SweepResult;
import ai.arkor.api.SweepTrial;

/** The exit status of a sweep: that of the trial that went worst. */
final class SweepStatus {

    private SweepStatus() {}

    static int of(SweepResult result) {
        return ExitStatus.worst(result.trials().stream().map(SweepStatus::of).toList());
    }

    private static int of(SweepTrial trial) {
        if (trial.result().isEmpty()) {
            return trial.failure().map(ExitStatus::of).orElse(ExitStatus.ERROR);
        }
        int ended = ExitStatus.of(trial.result().get().status());
        return ended == ExitStatus.COMPLETED && trial.failure().isPresent() ? ExitStatus.ERROR : ended;
    }
}
