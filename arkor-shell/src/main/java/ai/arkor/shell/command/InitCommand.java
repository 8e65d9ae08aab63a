package ai.arkor.shell.command;

import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.scaffold.BuildTool;
import ai.arkor.shell.scaffold.Dialogue;
import ai.arkor.shell.scaffold.Project;
import ai.arkor.shell.scaffold.ProjectName;
import ai.arkor.shell.scaffold.Scaffold;
import ai.arkor.shell.scaffold.Template;
import ai.arkor.shell.scaffold.Written;
import ai.arkor.shell.terminal.Tty;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a project. */
@Command(name = "init", mixinStandardHelpOptions = true,
        description = {"Write a project that trains at once on this machine. Files that are there are kept.",
            "On a terminal it asks for what is not given; elsewhere, and with -y, it takes the defaults."})
public final class InitCommand extends ShellCommand {

    @Parameters(arity = "0..1", paramLabel = "DIRECTORY", defaultValue = ".", description = "Where to; created when it is not there. Default: this folder.")
    private String directory = ".";

    @Option(names = "--template", paramLabel = "TEMPLATE", completionCandidates = Templates.class, description = "triage (default), translate, redaction or blank.")
    private @Nullable String template;

    @Option(names = "--name", paramLabel = "NAME", description = "The project's name. Default: the folder's.")
    private @Nullable String name;

    @ArgGroup(exclusive = true)
    private @Nullable Build build;

    static final class Build {
        @Option(names = "--plain", required = true, description = "Only sources and data, for arkor start (default).")
        private boolean plain;

        @Option(names = "--maven", required = true, description = "With a pom.xml, a program that runs the trainer, and a test.")
        private boolean maven;

        @Option(names = "--gradle", required = true, description = "The same with a build.gradle.kts.")
        private boolean gradle;

        BuildTool tool() {
            return maven ? BuildTool.MAVEN : gradle ? BuildTool.GRADLE : BuildTool.PLAIN;
        }
    }

    @Option(names = {"-y", "--yes"}, description = "Ask nothing.")
    private boolean yes;

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Map<String, String> environment;

    /** For the registry. */
    public InitCommand() {
        this(System.getenv());
    }

    InitCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        // Before anything else, so that a slip of the pen costs no answers.
        Optional<Template> wanted = Optional.ofNullable(template).map(Template::of);
        if (directory.isBlank()) {
            throw new IllegalArgumentException("The folder's name is blank; name a folder, or leave it out for this one");
        }
        if (!yes && wanted.isEmpty() && isWrittenForSomebody()) {
            throw new IllegalArgumentException("init: CLAUDECODE=1 detected, so nothing is asked. Say what to write with --template triage, translate,"
                    + " redaction or blank, or take the defaults with --yes. Nothing was written");
        }
        Path folder = session().resolve(directory).toAbsolutePath().normalize();
        Optional<Project> project = project(folder, wanted);
        if (project.isEmpty()) {
            session().err().println("nothing was written");
            return ExitStatus.DETACHED;
        }
        tell(folder, project.get(), Scaffold.write(folder, project.get()));
        return ExitStatus.COMPLETED;
    }

    private Optional<Project> project(Path folder, Optional<Template> wanted) {
        Optional<String> named = Optional.ofNullable(name).map(ProjectName::sanitize);
        Optional<BuildTool> tool = Optional.ofNullable(build).map(Build::tool);
        if (!asks()) {
            return Optional.of(new Project(named.orElseGet(() -> ProjectName.of(folder)), wanted.orElse(Template.DEFAULT), tool.orElse(BuildTool.DEFAULT)));
        }
        if (session().prompt().isPresent()) {
            return new Dialogue(session().prompt().get()::ask, session().out()::println).ask(named, wanted, tool, ProjectName.of(folder));
        }
        Runnable end = () -> {
            session().err().println(System.lineSeparator() + "nothing was written");
            Runtime.getRuntime().halt(ExitStatus.DETACHED);
        };
        try (TypedAnswers answers = new TypedAnswers(System.in, charset(), session().out(), session().interrupts(), end)) {
            return new Dialogue(answers, session().out()::println).ask(named, wanted, tool, ProjectName.of(folder));
        }
    }

    private boolean asks() {
        boolean complete = template != null && name != null && build != null;
        return !complete && !yes && !output.quiet() && somebodyIsThere();
    }

    /** Whoever typed the command at the prompt is. */
    private boolean somebodyIsThere() {
        return session().prompt().isPresent()
                || Tty.of(environment).interactive() && environment.getOrDefault("CI", "").isEmpty() && !isWrittenForSomebody();
    }

    private boolean isWrittenForSomebody() {
        return session().prompt().isEmpty() && "1".equals(environment.get("CLAUDECODE"));
    }

    /** What the terminal sends, where Java knows it. */
    private static Charset charset() {
        return Charset.forName(System.getProperty("stdin.encoding", System.getProperty("native.encoding", StandardCharsets.UTF_8.name())));
    }

    private void tell(Path folder, Project project, List<Written> files) {
        boolean hasBuild = files.stream().noneMatch(file -> file.action() == Written.Action.SKIPPED);
        List<String> next = next(folder, hasBuild ? project.buildTool() : BuildTool.PLAIN);
        if (output.json()) {
            session().out().println(json(folder, project, files, next));
            return;
        }
        if (output.quiet()) {
            return;
        }
        session().out().println("project " + project.name() + " in " + folder + " (" + project.template().id() + ", " + project.buildTool().id() + ")");
        for (Written file : files) {
            session().out().println("  " + file.action().word() + " ".repeat(9 - file.action().word().length()) + file.path());
        }
        if (!hasBuild) {
            session().out().println("This folder has a build of its own, so the files of ours that need one were skipped. To see the dependencies it takes: "
                    + session().program() + "init --" + project.buildTool().id() + " -y OTHER_FOLDER");
        }
        session().out().println("next:");
        next.forEach(command -> session().out().println("  " + command));
    }

    private List<String> next(Path folder, BuildTool tool) {
        List<String> next = new ArrayList<>();
        boolean here = folder.equals(session().workingDirectory().toAbsolutePath().normalize());
        next.add(session().program() + "start" + (here ? "" : " " + quoted(directory)));
        String first = here ? "" : "cd " + quoted(directory) + " && ";
        tool.commands().forEach(command -> next.add(first + command));
        return next;
    }

    private static String quoted(String path) {
        return path.matches("[\\w./~+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    static final class Templates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Template.values()).map(Template::id).iterator();
        }
    }

    private static JsonValue json(Path folder, Project project, List<Written> files, List<String> next) {
        return JsonValue.object()
                .with("directory", JsonValue.of(folder.toString()))
                .with("name", JsonValue.of(project.name()))
                .with("template", JsonValue.of(project.template().id()))
                .with("buildTool", JsonValue.of(project.buildTool().id()))
                .with("files", JsonValue.from(files.stream().map(file -> JsonValue.object()
                        .with("path", JsonValue.of(file.path()))
                        .with("action", JsonValue.of(file.action().word()))).toList()))
                .with("next", JsonValue.from(next));
    }
}
