package ai.arkor.shell.command;

import picocli.CommandLine.Option;

/** The options {@code --json} and {@code --quiet}, for commands that print data. */
final class OutputOptions {

    @Option(names = "--json", description = "Print JSON for programs, on the standard output; the fields are in docs/json.md.")
    private boolean json;

    @Option(names = {"-q", "--quiet"}, description = "Print only what was asked for, and errors.")
    private boolean quiet;

    /** The session as these options want it. */
    Session in(Session session) {
        return json ? session.silent() : session.quiet(quiet);
    }

    boolean json() {
        return json;
    }

    /** Also when JSON is asked for: progress is for people. */
    boolean quiet() {
        return quiet || json;
    }
}
