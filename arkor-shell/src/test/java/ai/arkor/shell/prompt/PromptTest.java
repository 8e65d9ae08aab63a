package ai.arkor.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.StreamLostException;
import ai.arkor.shell.backend.Events;
import ai.arkor.shell.backend.ScriptedConnector;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.terminal.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Types at a prompt whose backend is scripted. */
@Timeout(60)
class PromptTest {

    private static final String TRAINER = "var t = Trainer.builder(\"typed\").model(Models.ARKOR_TINY).dataset(Dataset.file(Path.of(\"rows.jsonl\"))).build()";

    private final ScriptedConnector connector = new ScriptedConnector();
    private TypedTerminal terminal;
    private CompletableFuture<Void> prompt;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws Exception {
        terminal = new TypedTerminal();
        PromptProgram program = new PromptProgram(connector, connector, Map.of(), folder, folder, Style.PLAIN);
        prompt = CompletableFuture.runAsync(() -> program.on(terminal.terminal(), "./arkor ", "1.2.3"));
        terminal.await("Arkor 1.2.3. Type Java or a command.");
    }

    @AfterEach
    void leave() throws Exception {
        // Nobody reads it where a test has left by itself.
        type("exit");
        prompt.get(30, TimeUnit.SECONDS);
    }

    @Test
    void takesJavaOverSeveralLines() throws Exception {
        type("int twice(int x) {");
        type("return 2 * x;");
        type("}");
        terminal.await("method twice");
        type("twice(21)");
        terminal.await("==> 42");
    }

    @Test
    void pointsAtWhatDoesNotCompile() throws Exception {
        type("1 + absent");
        terminal.await("error: cannot find symbol");
        terminal.await("  1 + absent");
        terminal.await("      ^^^^^^");
    }

    @Test
    void namesTheCommandThatAMistypedOneIsNearTo() throws Exception {
        type("strat trainer");
        terminal.await("Did you mean the command start?");
        type("wiat 96ef --json");
        terminal.await("Did you mean the command wait");
        type("/jbos");
        terminal.await("There is no command /jbos. Did you mean /job");
    }

    @Test
    void aTrainerOfTheSessionIsStartedByItsNameAndWatched() throws Exception {
        ScriptedRun run = start();
        run.emit(Events.checkpoint(7));
        terminal.await("[name-of-run-1] checkpoint at step 7");
        type("1 + 1");
        terminal.await("==> 2");
        run.end(JobStatus.COMPLETED);
        terminal.await("[name-of-run-1] completed");
        type("wait");
        terminal.await("run run-1 is over: completed");
    }

    @Test
    void aTrainerStartedInJavaIsWatchedToo() throws Exception {
        type(TRAINER);
        type("t.start()");
        terminal.await("run run-1 (name-of-run-1); wait shows it, cancel stops it");
    }

    @Test
    void waitShowsTheRunUntilItsEnd() throws Exception {
        ScriptedRun run = start();
        type("wait");
        run.emit(Events.started(10));
        terminal.await("training arkor-tiny, 10 steps");
        run.end(JobStatus.FAILED);
        terminal.await("failed");
    }

    @Test
    void watchOnATerminalThatCannotDrawOverItselfTellsTheRunWatchedLastInLines() throws Exception {
        ScriptedRun run = start();
        run.emit(Events.started(10));
        type("watch");
        run.emit(Events.log(5, 2_500, 0.25));
        terminal.await("step 5/10");
        terminal.await("eval loss 0.250");
        run.end(JobStatus.CANCELLED);
        terminal.await("cancelled after 2s, 5 steps");
        type("1 + 1");
        terminal.await("==> 2");
        type("watch");
        terminal.await("run run-1 is over: cancelled");
    }

    @Test
    void cancelWithoutARunMeansTheOneWatchedLast() throws Exception {
        ScriptedRun run = start();
        type("cancel");
        terminal.await("cancelled run-1");
        assertThat(run.job().status()).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void commandsWithoutARunAskForOne() throws Exception {
        type("wait");
        terminal.await("Name a run; list them with: jobs");
        type("cancel");
        terminal.await("Name a run; list them with: jobs");
    }

    @Test
    void aLostStreamIsToldAndTheRunCanBeWatchedAgain() throws Exception {
        ScriptedRun run = start();
        run.loseStream(new StreamLostException("the stream is lost", 3, null));
        terminal.await("[name-of-run-1] not watched any more: the stream is lost");
        type("attach run-1");
        terminal.await("run run-1 (name-of-run-1); wait shows it");
    }

    @Test
    void whatABackendSaysDoesNotReachTheTerminalAsItIs() throws Exception {
        ScriptedRun run = start();
        run.loseStream(new StreamLostException("cleared\033[2J\nby \033]0;x\007a server", 3, null));
        terminal.await("[name-of-run-1] not watched any more: cleared");
        terminal.await("by a server");
        assertThat(terminal.text()).doesNotContain("\033[2J", "\033]0;");
    }

    @Test
    void saveWritesOverAFileAsAWholeAndLeavesNothingBeside() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.jsh"), "what was there, and is longer than what comes");
        type("1 + 1");
        terminal.await("==> 2");
        type("save kept.jsh");
        terminal.await("kept.jsh is there already. To write over it: save -f kept.jsh");
        type("save -f kept.jsh");
        terminal.await("wrote kept.jsh");
        assertThat(file).hasContent("1 + 1");
        try (Stream<Path> there = Files.list(folder)) {
            assertThat(there.map(path -> path.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void leavingSaysThatTheRunGoesOnAndHowToComeBack() throws Exception {
        start();
        type("exit");
        terminal.await("run run-1 goes on; come back with: ./arkor attach local#local/project/run-1");
    }

    @Test
    void initAsksAndTakesAnswersAsTheyAreTyped() throws Exception {
        type("init bot");
        terminal.await("Name [bot]: ");
        type("int \"x\\n (");
        terminal.await("Template [triage]: ");
        type("blank");
        terminal.await("Build tool, one of plain, maven, gradle [plain]: ");
        type("");
        terminal.await("project int-x-n in " + folder.resolve("bot") + " (blank, plain)");
        terminal.await("  start bot");
        assertThat(folder.resolve("bot").resolve("src").resolve("arkor").resolve("Index.java")).exists();
        type("1 + 1");
        terminal.await("==> 2");
    }

    @Test
    void aVariableThatIsNoTrainerIsRefusedByName() throws Exception {
        type("var number = 3");
        terminal.await("number ==> 3");
        type("start number");
        terminal.await("The variable number holds no trainer; it is of java.lang.Integer");
    }

    private ScriptedRun start() throws Exception {
        type(TRAINER);
        terminal.await("t ==> Trainer[typed");
        type("start t");
        terminal.await("run run-1 (name-of-run-1); wait shows it, cancel stops it");
        return connector.client.runs.get(0);
    }

    private void type(String line) throws IOException {
        terminal.type(line);
    }
}
