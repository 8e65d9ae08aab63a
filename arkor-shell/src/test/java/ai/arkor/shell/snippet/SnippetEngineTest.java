package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.Dataset;
import ai.arkor.api.EntryException;
import ai.arkor.api.Trainer;
import ai.arkor.api.TrainerRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SnippetEngineTest {

    private static SnippetEngine engine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        engine = SnippetEngine.open(Path.of("").toAbsolutePath());
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void snippetsGiveTheirValuesAsTheObjectsThemselves() {
        Evaluation.Done done = done("Trainer.builder(\"typed\").model(Models.ARKOR_TINY).dataset(Dataset.file(Path.of(\"rows.jsonl\"))).build()");

        assertThat(done.value()).containsInstanceOf(Trainer.class);
        assertThat(done.text()).contains("==> Trainer[typed");
    }

    @Test
    void variablesAreReadByName() {
        done("var list = new ArrayList<String>(); list.add(\"x\"); List<String> none = null;");

        assertThat(engine.variable("list")).contains(List.of("x"));
        assertThat(engine.variable("none")).isEmpty();
        assertThat(engine.variable("absent")).isEmpty();
    }

    @Test
    void whatIsLoadedBeforehandLeavesNoVariableAndNoNumberBehind() {
        try (SnippetEngine another = SnippetEngine.open(folder)) {
            another.warmUp();

            assertThat(another.variables()).isEmpty();
            assertThat(another.evaluate("40 + 2").get(0)).isInstanceOfSatisfying(Evaluation.Done.class, done -> assertThat(done.text()).isEqualTo("$1 ==> 42"));
        }
    }

    @Test
    void projectFilesAreFoundFromSnippets() {
        assertThat(done("Arkor.projectDirectory()").value()).contains(Path.of("").toAbsolutePath());
    }

    /** JShell waits for the threads it finds just after a snippet began; a quick snippet's prompt did not come back. */
    @Test
    void aSnippetIsOverWhenItIsThoughThreadsItStartedLiveOn() {
        done("void live() { var living = new Thread(() -> { try { Thread.sleep(600_000); } catch (InterruptedException ended) { } }); living.setDaemon(true); living.start(); }");
        for (int i = 0; i < 50; i++) {
            done("live();");
        }
    }

    @Test
    void whatDoesNotCompileSaysWhereInTheWholeText() {
        String text = "int good = 1;\nint bad = absent + 1;";

        assertThat(last(text)).isInstanceOfSatisfying(Evaluation.Rejected.class, rejected -> {
            assertThat(rejected.message()).contains("cannot find symbol").contains("absent");
            assertThat(text.substring(rejected.start(), rejected.end())).isEqualTo("absent");
        });
    }

    @Test
    void exceptionsOfArkorAreToldWithoutTheirStackAndOthersWithTheSnippetsOwn() {
        assertThat(last("throw new ArkorException(\"no such run\");")).isInstanceOfSatisfying(Evaluation.Threw.class, threw -> {
            assertThat(threw.text()).isEqualTo("ArkorException: no such run");
            assertThat(threw.thrown()).isInstanceOf(ai.arkor.api.ArkorException.class).hasMessage("no such run");
        });
        assertThat(last("int divide(int x) { return 1 / x; }\ndivide(0)")).isInstanceOfSatisfying(Evaluation.Threw.class,
                threw -> assertThat(threw.text()).startsWith("java.lang.ArithmeticException: / by zero").contains("at").doesNotContain("SnippetEngine"));
    }

    @Test
    void hiddenPackagesStayHidden() {
        assertThat(last("new ai.arkor.shell.snippet.InProcessControl(null)")).isInstanceOf(Evaluation.Rejected.class);
    }

    @Test
    void knowsWhenMoreLinesMustFollow() {
        assertThat(engine.isIncomplete("int f(int x) {")).isTrue();
        assertThat(engine.isIncomplete("List.of(1,")).isTrue();
        assertThat(engine.isIncomplete("int f(int x) { return x; }")).isFalse();
        assertThat(engine.isIncomplete("1 + 1")).isFalse();
        assertThat(engine.isIncomplete("int x = 1; int g() {")).isTrue();
        assertThat(engine.isIncomplete("this is not java ) (")).isFalse();
    }

    @Test
    void completesWithoutTheMonitorsOfObject() {
        done("var aTrainer = Trainer.builder(\"x\").model(\"m\").dataset(Dataset.file(Path.of(\"r\"))).build()");

        assertThat(engine.complete("aTrainer.", 9).words()).contains("start()", "config()").doesNotContain("wait(", "notify()", "notifyAll()");
        assertThat(engine.complete("aTrainer.sta", 12).start()).isEqualTo(9);
        assertThat(engine.complete("aTrainer.sta", 12).words()).containsExactly("start()");
    }

    @Test
    void anEndlessSnippetIsStopped() throws Exception {
        done("var reached = new java.util.concurrent.CountDownLatch(1)");
        CountDownLatch reached = (CountDownLatch) engine.variable("reached").orElseThrow();
        CompletableFuture<Evaluation> evaluation = CompletableFuture.supplyAsync(() -> last("reached.countDown(); while (true) { Thread.sleep(1000); }"));
        reached.await();
        engine.stop();

        assertThat(evaluation.get()).isEqualTo(new Evaluation.Stopped());
        engine.stop();
        assertThat(done("1 + 1").value()).contains(2);
    }

    @Test
    void aScriptGivesItsLastExpressionAndKnowsItsProject() throws IOException {
        script("""
                // A run in a script.
                var rows = Arkor.projectDirectory().resolve("rows.jsonl");

                Trainer.builder("scripted").model(Models.ARKOR_TINY).dataset(Dataset.file(rows)).build()
                """);

        Trainer trainer = TrainerRunner.create().load(folder);
        assertThat(trainer.name()).isEqualTo("scripted");
        assertThat(trainer.config().dataset()).isEqualTo(Dataset.file(folder.resolve("rows.jsonl")));
    }

    @Test
    void aScriptsFaultIsToldWithLineAndColumn() throws IOException {
        Path script = script("int x = 1;\n\n  int y = absent;\n");

        assertThatThrownBy(() -> TrainerRunner.create().load(script)).isInstanceOfSatisfying(EntryException.class, e ->
                assertThat(e.position()).contains(new EntryException.SourcePosition(script, 3, 11)));
    }

    @Test
    void librariesOfTheProgramDoNotShowThrough() {
        for (String hidden : List.of("org.jline.terminal.Terminal", "picocli.CommandLine", "ai.arkor.shell.Main", "ai.arkor.wire.SseParser")) {
            assertThat(last("Class.forName(\"" + hidden + "\")")).as(hidden).isInstanceOfSatisfying(Evaluation.Threw.class, threw ->
                    assertThat(threw.text()).contains("ClassNotFoundException: " + hidden));
        }
        assertThat(done("Class.forName(\"ai.arkor.client.CloudApiClient\").getName()").value()).contains("ai.arkor.client.CloudApiClient");
        assertThat(done("Class.forName(\"ai.arkor.api.Trainer\") == Trainer.class").value()).contains(true);
    }

    @Test
    void aScriptWithoutATrainerSaysWhatItMustGive() throws IOException {
        Path empty = script("int x = 1;\nimport java.util.Map;\n");

        assertThatThrownBy(() -> TrainerRunner.create().load(empty)).isInstanceOf(EntryException.class).hasMessageContaining("last expression");
        Path number = script("41 + 1");
        assertThatThrownBy(() -> TrainerRunner.create().load(number)).isInstanceOf(EntryException.class).hasMessageContaining("gives no trainer");
    }

    private Path script(String text) throws IOException {
        Path script = folder.resolve("src").resolve("arkor").resolve("index.jsh");
        Files.createDirectories(script.getParent());
        return Files.writeString(script, text);
    }

    private static Evaluation.Done done(String text) {
        assertThat(last(text)).isInstanceOf(Evaluation.Done.class);
        return (Evaluation.Done) last(text);
    }

    private static Evaluation last(String text) {
        List<Evaluation> all = engine.evaluate(text);
        return all.get(all.size() - 1);
    }
}
