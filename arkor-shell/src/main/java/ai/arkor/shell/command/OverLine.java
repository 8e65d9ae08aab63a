package ai.arkor.shell.command;

import ai.arkor.api.TrainingRun;
import ai.arkor.shell.terminal.Cells;

/** How a run that was over before anybody waited for it ended; nobody needs to see again what happened in it. */
final class OverLine {

    private OverLine() {}

    static String of(TrainingRun run) {
        return Cells.clean("over: " + run.job().status() + run.job().error().map(error -> ": " + error).orElse(""));
    }
}
