import ai.arkor.api.spi.EntryLoader;
import ai.arkor.shell.command.AttachCommand;
import ai.arkor.shell.command.BackendCommand;
import ai.arkor.shell.command.BuildCommand;
import ai.arkor.shell.command.CancelCommand;
import ai.arkor.shell.command.ChatCommand;
import ai.arkor.shell.command.EnvCommand;
import ai.arkor.shell.command.ExitCommand;
import ai.arkor.shell.command.HelpCommand;
import ai.arkor.shell.command.HistoryCommand;
import ai.arkor.shell.command.InitCommand;
import ai.arkor.shell.command.JobCommand;
import ai.arkor.shell.command.JobsCommand;
import ai.arkor.shell.command.LogsCommand;
import ai.arkor.shell.command.OpenCommand;
import ai.arkor.shell.command.OpenPromptCommand;
import ai.arkor.shell.command.RunCommand;
import ai.arkor.shell.command.SaveCommand;
import ai.arkor.shell.command.SetCommand;
import ai.arkor.shell.command.ShellCommand;
import ai.arkor.shell.command.StartCommand;
import ai.arkor.shell.command.SweepCommand;
import ai.arkor.shell.command.WaitCommand;
import ai.arkor.shell.command.WatchCommand;
import ai.arkor.shell.snippet.JshEntryLoader;

/** The program for people: commands, and a prompt that takes Java. */
@org.jspecify.annotations.NullMarked
// requires-automatic: JLine publishes its bundle as an automatic module only.
@SuppressWarnings("requires-automatic")
module ai.arkor.shell {
    requires ai.arkor.api;
    requires ai.arkor.auth;
    requires ai.arkor.client;
    requires ai.arkor.local;
    requires info.picocli;
    requires java.compiler;
    requires org.jline;
    requires jdk.jshell;
    // Without it JLine cannot have Ctrl-C, which then ends the JVM.
    requires jdk.unsupported;
    requires static transitive org.jspecify;

    opens ai.arkor.shell.command to info.picocli;

    uses ShellCommand;
    provides ShellCommand with
            AttachCommand,
            BackendCommand,
            BuildCommand,
            CancelCommand,
            ChatCommand,
            EnvCommand,
            ExitCommand,
            HelpCommand,
            HistoryCommand,
            InitCommand,
            JobCommand,
            JobsCommand,
            LogsCommand,
            OpenCommand,
            OpenPromptCommand,
            RunCommand,
            SaveCommand,
            SetCommand,
            StartCommand,
            SweepCommand,
            WaitCommand,
            WatchCommand;
    provides EntryLoader with JshEntryLoader;
}
