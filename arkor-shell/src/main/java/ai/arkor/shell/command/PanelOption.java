package ai.arkor.shell.command;

import ai.arkor.shell.progress.RunProgress.Form;
import picocli.CommandLine.Option;

/** The option {@code --plain}, for commands that show a run in a panel. */
final class PanelOption {

    @Option(names = "--plain", description = "Show one line instead of the panel with the chart; what happens scrolls above it.")
    private boolean plain;

    Form form() {
        return plain ? Form.LINE : Form.PANEL;
    }
}
