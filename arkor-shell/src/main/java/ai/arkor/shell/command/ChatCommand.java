package ai.arkor.shell.command;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue.JsonBoolean;
import ai.arkor.shell.terminal.InterruptSource;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model, and writes its answer as it is generated. */
@Command(name = "chat", mixinStandardHelpOptions = true, description = "Ask a model one thing. The answer goes to the standard output as it is generated.")
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

    @Option(names = "--temperature", paramLabel = "T", description = "Sampling temperature; 0 always takes the likeliest token.")
    private @Nullable Double temperature;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The most tokens to generate.")
    private @Nullable Integer maxTokens;

    @Option(names = "--raw", description = "Continue the prompt as it is, without a chat template.")
    private boolean raw;

    @Mixin
    private BackendOption backend = new BackendOption();

    @Parameters(paramLabel = "PROMPT", description = "What to ask; may be empty.")
    private String prompt = "";

    /** For the registry. */
    public ChatCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        ChatRequest.Builder request = ChatRequest.builder().user(prompt);
        if (temperature != null) {
            request.temperature(temperature);
        }
        if (maxTokens != null) {
            request.maxTokens(maxTokens);
        }
        if (raw) {
            request.extra("raw", new JsonBoolean(true));
        }
        String run = model.run;
        if (run == null) {
            ArkorClient client = session().backends().open(backend.value());
            return write(client.chatStream(request.model(ModelRef.base(baseName(String.valueOf(model.base)))).build()));
        }
        RunAndStep asked = RunAndStep.parse(run);
        var found = session().finder().find(asked.run(), backend.value());
        String jobId = found.run().jobId();
        ModelRef adapter = asked.step().isPresent() ? ModelRef.checkpoint(jobId, asked.step().getAsLong()) : ModelRef.finalAdapter(jobId);
        return write(found.run().inferStream(request.model(adapter).build()));
    }

    /** A folder of a model goes by its absolute path, because the backend works elsewhere. */
    private String baseName(String name) {
        Path folder = session().resolve(name);
        boolean isFolder = Files.isRegularFile(folder.resolve("config.json")) || Files.isDirectory(folder) && name.contains("/");
        return isFolder ? folder.toAbsolutePath().normalize().toString() : name;
    }

    /** The answer's bytes are UTF-8 whatever the terminal's charset is, and one line feed ends them. Ctrl-C ends the request. */
    private int write(ChatStream answer) {
        AtomicBoolean pressed = new AtomicBoolean();
        // Not closed: the stream below it is the program's own.
        Writer out = new OutputStreamWriter(session().out(), StandardCharsets.UTF_8);
        InterruptSource.Registration interrupts = session().interrupts().onInterrupt(() -> {
            pressed.set(true);
            answer.close();
        });
        try (answer) {
            for (String piece : answer) {
                out.write(piece);
                out.flush();
            }
            out.write('\n');
            out.flush();
            return pressed.get() ? ExitStatus.DETACHED : ExitStatus.COMPLETED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            session().out().println();
            if (pressed.get()) {
                return ExitStatus.DETACHED;
            }
            throw e;
        } finally {
            interrupts.end();
        }
    }
}
