package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.api.json.JsonValue.JsonString;
import ai.arkor.auth.CredentialStore;
import ai.arkor.auth.UserHome;
import ai.arkor.local.LocalOptions;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Style;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what this program is, what it runs on and what it uses. */
@Command(name = "env", mixinStandardHelpOptions = true, description = "Say which versions, backend, files and terminal are used, for questions and reports. No secrets.")
public final class EnvCommand extends ShellCommand {

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** For the registry. */
    public EnvCommand() {}

    @Override
    public Integer call() {
        JsonObject facts = JsonValue.object()
                .with("versions", versions())
                .with("backend", backend())
                .with("files", files())
                .with("terminal", terminal());
        if (output.json()) {
            session().out().println(facts);
            return ExitStatus.COMPLETED;
        }
        facts.members().forEach((group, values) -> {
            session().out().println(group);
            ((JsonObject) values).members().forEach((name, value) -> session().out().printf("  %-14s %s%n", name, text(value)));
        });
        return ExitStatus.COMPLETED;
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonBoolean truth) {
            return truth.value() ? "yes" : "no";
        }
        if (value instanceof JsonObject file) {
            return file.string("path").orElseThrow() + (file.get("exists").equals(Optional.of(new JsonBoolean(true))) ? "" : " (absent)");
        }
        return value instanceof JsonString words ? words.value() : value.toString();
    }

    private static JsonObject versions() {
        ModuleDescriptor descriptor = EnvCommand.class.getModule().getDescriptor();
        return JsonValue.object()
                .with("arkor", JsonValue.of(descriptor == null ? "unknown" : descriptor.rawVersion().orElse("unknown")))
                .with("java", JsonValue.of(Runtime.version() + " (" + System.getProperty("java.vendor") + ")"))
                .with("javaHome", JsonValue.of(System.getProperty("java.home")))
                .with("compiler", new JsonBoolean(ToolProvider.getSystemJavaCompiler() != null))
                .with("system", JsonValue.of(System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch")))
                .with("processors", JsonValue.of(Runtime.getRuntime().availableProcessors()));
    }

    private JsonObject backend() {
        String usual;
        try {
            usual = session().backends().choice().toString();
        } catch (IllegalArgumentException | ArkorException e) {
            usual = "none: " + e.getMessage();
        }
        return JsonValue.object()
                .with("usual", JsonValue.of(usual))
                .with("embedded", JsonValue.of(session().local().status()
                        .map(status -> "running, version " + status.version() + ", process " + status.pid())
                        .orElse("not running")));
    }

    private JsonObject files() {
        Map<String, String> environment = session().backends().environment();
        Path home = UserHome.of(environment);
        return JsonValue.object()
                .with("folder", file(session().workingDirectory()))
                .with("init", file(home.resolve(".arkor").resolve("init.jsh")))
                .with("history", file(home.resolve(".arkor").resolve("history")))
                .with("credentials", file(new CredentialStore(home, environment).path()))
                .with("localData", file(LocalOptions.inHome(home).dataDirectory()))
                .with("projectState", file(session().workingDirectory().resolve(".arkor").resolve("state.json")));
    }

    private static JsonObject file(Path path) {
        return JsonValue.object().with("path", JsonValue.of(path.toString())).with("exists", new JsonBoolean(Files.exists(path)));
    }

    private JsonObject terminal() {
        Map<String, String> known = session().prompt().map(prompt -> prompt.typing().terminal()).orElse(Map.of());
        JsonObject terminal = JsonValue.object().with("type", JsonValue.of(session().backends().environment().getOrDefault("TERM", "none")));
        for (Map.Entry<String, String> fact : known.entrySet()) {
            terminal = terminal.with(fact.getKey(), JsonValue.of(fact.getValue()));
        }
        return terminal
                .with("colours", new JsonBoolean(session().screen().style() != Style.PLAIN))
                .with("characters", JsonValue.of(session().screen().glyphs() == Glyphs.UNICODE ? "Unicode" : "ASCII"))
                .with("liveLines", new JsonBoolean(session().screen().hasLive()));
    }
}
