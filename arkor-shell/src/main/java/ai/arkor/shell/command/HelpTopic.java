package ai.arkor.shell.command;

import ai.arkor.shell.snippet.Binding;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code help} explains besides commands. */
enum HelpTopic {
    JAVA {
        @Override
        String text() {
            return """
                    Everything that is no command is Java, in this JVM, over as many lines as it
                    takes. A semicolon at the end may be left out.
                    Imported: ai.arkor.api, its chat and json, ai.arkor.client, and of the JDK
                    java.io, math, net, nio.file, time, util with its concurrent, function and
                    stream. Public classes of Arkor can be used, its inner ones not.
                      var t = Trainer.builder("first").model(Models.ARKOR_TINY)
                              .dataset(Dataset.file(Path.of("rows.jsonl"))).maxSteps(50).build()
                      start t               trains in the background; its output is above the prompt
                      runs.get(0).job()     the last run's state
                    A word that is a command and a variable of yours means the variable when it
                    stands alone or Java follows: jobs.size(). /jobs is the command in any case.
                    Also: help bindings""";
        }
    },
    BINDINGS {
        @Override
        String text() {
            String all = Arrays.stream(Binding.values()).filter(binding -> binding != Binding.ARGS)
                    .map(binding -> String.format("  %-8s %-18s %s", binding.variable(), binding.type(), binding.description()))
                    .collect(Collectors.joining(System.lineSeparator()));
            return "Variables that are kept up to date; one that you declare or assign is yours from then on:" + System.lineSeparator() + all;
        }
    },
    KEYS {
        @Override
        String text() {
            return """
                    Tab         completes commands, options, files, runs, checkpoints (RUN@STEP)
                                and Java; again: documentation, or a menu
                    Up, Down    what was typed before and begins as the line does
                    Ctrl-R      searches in what was typed
                    Enter       runs what is complete; else goes on in another line
                    Ctrl-C      drops the line; stops the Java that runs; ends watching and
                                waiting, not the run
                    Ctrl-D      leaves, on an empty line; runs go on
                    Ctrl-L      clears the screen
                    The other keys are those of Emacs; of vi after: set editor vi""";
        }
    },
    FILES {
        @Override
        String text() {
            return """
                    ~/.arkor/init.jsh           Java and /set lines that run when the prompt opens
                    ~/.arkor/history            what was typed; only you can read it. A line that
                                                begins with a space is not kept
                    ~/.arkor/credentials.json   who you are at Arkor Cloud
                    ~/.arkor/local              the embedded backend's data
                    .arkor/state.json           which project at Arkor Cloud a folder is
                    .arkor/build                what start compiled""";
        }
    };

    abstract String text();

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
