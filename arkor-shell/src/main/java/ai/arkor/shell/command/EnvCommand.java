package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.auth.CredentialStore;
import ai.arkor.auth.UserHome;
import ai.arkor.local.LocalOptions;
import ai.arkor.shell.terminal.Glyphs;
import ai.arkor.shell.terminal.Style;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
        Map<String, Map<String, String>> facts = new LinkedHashMap<>();
        facts.put("versions", versions());
        facts.put("backend", backend());
        facts.put("files", files());
        facts.put("terminal", terminal());
        if (output.json()) {
            JsonObject json = JsonValue.object();
            for (Map.Entry<String, Map<String, String>> group : facts.entrySet()) {
                JsonObject values = JsonValue.object();
                for (Map.Entry<String, String> fact : group.getValue().entrySet()) {
                    values = values.with(fact.getKey(), JsonValue.of(fact.getValue()));
                }
                json = json.with(group.getKey(), values);
            }
            session().out().println(json);
        } else {
            facts.forEach((group, values) -> {
                session().out().println(group);
                values.forEach((name, value) -> session().out().printf("  %-14s %s%n", name, value));
            });
        }
        return ExitStatus.COMPLETED;
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        ModuleDescriptor descriptor = EnvCommand.class.getModule().getDescriptor();
        versions.put("arkor", descriptor == null ? "unknown" : descriptor.rawVersion().orElse("unknown"));
        versions.put("java", Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
        versions.put("javaHome", System.getProperty("java.home"));
        versions.put("compiler", ToolProvider.getSystemJavaCompiler() == null ? "none: this is a JRE" : "yes");
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        versions.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        return versions;
    }

    private Map<String, String> backend() {
        Map<String, String> backend = new LinkedHashMap<>();
        try {
            backend.put("usual", session().backends().choice().toString());
        } catch (IllegalArgumentException | ArkorException e) {
            backend.put("usual", "none: " + e.getMessage());
        }
        backend.put("embedded", session().local().status().map(status -> "running, version " + status.version() + ", process " + status.pid()).orElse("not running"));
        return backend;
    }

    private Map<String, String> files() {
        Map<String, String> environment = session().backends().environment();
        Path home = UserHome.of(environment);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("folder", session().workingDirectory().toString());
        files.put("init", described(home.resolve(".arkor").resolve("init.jsh")));
        files.put("history", described(home.resolve(".arkor").resolve("history")));
        files.put("credentials", described(new CredentialStore(home, environment).path()));
        files.put("localData", described(LocalOptions.inHome(home).dataDirectory()));
        files.put("projectState", described(session().workingDirectory().resolve(".arkor").resolve("state.json")));
        return files;
    }

    private static String described(Path file) {
        return file + (Files.exists(file) ? "" : " (absent)");
    }

    private Map<String, String> terminal() {
        Map<String, String> terminal = new LinkedHashMap<>(session().prompt().map(prompt -> prompt.typing().terminal()).orElse(Map.of()));
        terminal.putIfAbsent("type", session().backends().environment().getOrDefault("TERM", "none"));
        terminal.put("colours", session().screen().style() == Style.PLAIN ? "off" : "on");
        terminal.put("characters", session().screen().glyphs() == Glyphs.UNICODE ? "Unicode" : "ASCII");
        terminal.put("liveLines", session().screen().hasLive() ? "yes" : "no");
        return terminal;
    }
}
