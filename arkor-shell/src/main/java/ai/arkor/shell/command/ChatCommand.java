package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.shell.terminal.Cells;
import ai.arkor.shell.terminal.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model once, or talks with it. */
@Command(name = "chat", mixinStandardHelpOptions = true,
        description = {"Ask a model. The answer goes to the standard output as it is generated.",
            "Without PROMPT, on a terminal: a conversation, line by line; Ctrl-C ends an answer, Ctrl-D the conversation."},
        footer = {"", "Examples:",
            "  ${ROOT-COMMAND-NAME} chat --run 3f9c \"My package never came\"",
            "  ${ROOT-COMMAND-NAME} chat --run 3f9c@100 --temperature 0 \"My package never came\"",
            "  ${ROOT-COMMAND-NAME} chat --model arkor-tiny --system \"Answer in one word\"",
            "  arkor chat --run 3f9c --json - < ticket.txt | jq -r .text"})
public final class ChatCommand extends ShellCommand {

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Model model = new Model();

    static final class Model {
        @Option(names = "--run", paramLabel = "RUN[@STEP]", required = true,
                description = "The final adapter of that run, or the checkpoint of that step.")
        private @Nullable String run;

        @Option(names = "--model", paramLabel = "NAME_OR_DIR", required = true, description = "A base model, by its name or by its folder.")
        private @Nullable String base;
    }

    @Mixin
    private ChatSettings settings = new ChatSettings();

    @Mixin
    private BackendOption backend = new BackendOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Parameters(arity = "0..1", paramLabel = "PROMPT", description = "What to ask; - reads it from the standard input.")
    private @Nullable String prompt;

    /** For the registry. */
    public ChatCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Session session = output.in(session());
        // What is wrong with the settings is said before anything else.
        ChatRequest.Builder request = settings.request();
        String asked = prompt == null ? null : prompt.equals("-") ? fromInput(session.input()) : prompt;
        if (asked == null) {
            if (session.prompt().isEmpty() && !session.input().isTerminal() || output.json() || settings.raw()) {
                throw new UsageException("Say what to ask: a PROMPT, or - to read it from the standard input");
            }
            ChatAnswer answer = new ChatAnswer(session, door(session));
            if (!output.quiet()) {
                session.err().println("Type, and the model answers. Ctrl-C ends an answer, Ctrl-D the conversation.");
            }
            return converse(session, answer);
        }
        ChatAnswer answer = new ChatAnswer(session, door(session));
        ChatRequest whole = request.user(asked).build();
        if (output.json()) {
            return answer.writeJson(whole);
        }
        return answer.write(whole).isPresent() ? ExitStatus.COMPLETED : ExitStatus.DETACHED;
    }

    private int converse(Session session, ChatAnswer answer) throws InterruptedException {
        List<ChatMessage> said = new ArrayList<>();
        try (Input.Lines lines = lines(session)) {
            for (Optional<String> line = lines.next("> "); line.isPresent(); line = lines.next("> ")) {
                if (!line.get().isBlank()) {
                    turn(session, said, line.get(), answer);
                }
            }
        } catch (IOException e) {
            throw new ArkorException("The terminal could not be opened: " + e.getMessage(), e);
        }
        return ExitStatus.COMPLETED;
    }

    /** At the prompt, which has the terminal, it is the prompt that asks. */
    private static Input.Lines lines(Session session) throws IOException {
        if (session.prompt().isEmpty()) {
            return session.input().lines();
        }
        PromptContext prompt = session.prompt().get();
        return new Input.Lines() {
            @Override
            public Optional<String> next(String question) {
                return prompt.ask(question);
            }

            @Override
            public void close() {}
        };
    }

    /** A turn that failed or was interrupted is forgotten, and can be said again. */
    private void turn(Session session, List<ChatMessage> said, String line, ChatAnswer answer) throws InterruptedException {
        try {
            answer.write(settings.request().messages(said).user(line).build()).ifPresent(text -> {
                said.add(ChatMessage.user(line));
                said.add(ChatMessage.assistant(text));
            });
        } catch (ArkorException e) {
            session.err().println(Cells.cleanLines("arkor: " + e.getMessage()));
        }
    }

    /** Without the line end that commands and files put at the end; but for --raw, which continues exactly what it is given. */
    private String fromInput(Input input) {
        try {
            return settings.raw() ? input.all() : input.all().replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new UsageException("The question cannot be read from the standard input: " + e.getMessage());
        }
    }

    private ChatDoor door(Session session) throws InterruptedException {
        String run = model.run;
        if (run == null) {
            return ChatDoor.of(session.backends().open(backend.value()), ModelRef.base(baseName(String.valueOf(model.base))));
        }
        RunAndStep asked = RunAndStep.parse(run);
        TrainingRun found = session.find(asked.run(), backend.value()).run();
        String jobId = found.jobId();
        return ChatDoor.of(found, asked.step().isPresent() ? ModelRef.checkpoint(jobId, asked.step().getAsLong()) : ModelRef.finalAdapter(jobId));
    }

    /** A folder of a model goes by its absolute path, because the backend works elsewhere. */
    private String baseName(String name) {
        Path folder = session().resolve(name);
        boolean isFolder = Files.isRegularFile(folder.resolve("config.json")) || Files.isDirectory(folder) && name.contains("/");
        return isFolder ? folder.toAbsolutePath().normalize().toString() : name;
    }
}
