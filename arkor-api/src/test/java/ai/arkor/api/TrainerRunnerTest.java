package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerRunnerTest {

    @TempDir
    Path project;

    private final FakeClient client = new FakeClient();

    private Path write(String file, String source) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, source);
    }

    private static final String TRAINER = "ai.arkor.api.Trainer.builder(\"%s\").model(\"m\").dataset(ai.arkor.api.Dataset.huggingFace(\"x/y\")).build()";

    private String name(Path entry) throws InterruptedException {
        TrainerRunner.create().client(client).run(entry);
        return client.submitted.get(client.submitted.size() - 1).name();
    }

    @Test
    void compilesAProjectWithItsSiblingsAndRunsItToTheEnd() throws Exception {
        write("src/arkor/Index.java", "import ai.arkor.api.*; class Index { static final Arkor arkor = Arkor.of(Parts.trainer()); }");
        write("src/arkor/Parts.java", "class Parts { static ai.arkor.api.Trainer trainer() { return " + TRAINER.formatted("siblings") + "; } }");
        List<String> told = new ArrayList<>();
        TrainingResult result = TrainerRunner.create().client(client).listener(new RunnerListener() {
            @Override
            public void built(Path jar) {
                told.add("built " + project.relativize(jar));
            }

            @Override
            public void started(TrainingRun run) {
                told.add("started " + run.jobId());
            }

            @Override
            public void finished(TrainingResult result) {
                told.add("finished " + result.status());
            }
        }).run(project);
        assertThat(result.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(told).containsExactly("built " + Path.of(".arkor", "build", "index.jar"), "started job-1", "finished completed");
        assertThat(client.projects).containsExactly(project.toAbsolutePath());
    }

    @Test
    void prefersArkorThenTrainerThenTheClassItself() throws Exception {
        assertThat(name(write("a/A.java", "class A { static Object arkor() { return " + TRAINER.formatted("by-arkor") + "; } static Object trainer = null; }")))
                .isEqualTo("by-arkor");
        assertThat(name(write("b/B.java", "class B { static Object arkor = ai.arkor.api.Arkor.empty(); static Object trainer() { return "
                + TRAINER.formatted("by-trainer") + "; } }"))).isEqualTo("by-trainer");
        assertThat(name(write("c/C.java", "class C implements java.util.function.Supplier<ai.arkor.api.Trainer> { public ai.arkor.api.Trainer get() { return "
                + TRAINER.formatted("by-class") + "; } }"))).isEqualTo("by-class");
    }

    @Test
    void runsAClassAndABuiltJar() throws Exception {
        TrainerRunner.create().client(client).run(GivenTrainer.class);
        assertThat(client.submitted.get(0).name()).isEqualTo("given");
        write("src/arkor/Index.java", "class Index { static Object trainer = " + TRAINER.formatted("jar") + "; }");
        Path jar = EntryCompiler.build(project).jar();
        byte[] first = Files.readAllBytes(jar);
        assertThat(Files.readAllBytes(EntryCompiler.build(project).jar())).isEqualTo(first);
        assertThat(name(jar)).isEqualTo("jar");
    }

    static final class GivenTrainer implements Supplier<Trainer> {
        @Override
        public Trainer get() {
            return Trainer.builder("given").model("m").dataset(Dataset.huggingFace("x/y")).build();
        }
    }

    @Test
    void anEntryFindsItsProjectFolderFromAnyWorkingDirectory() throws Exception {
        write("src/arkor/Index.java", "class Index { static Object trainer = ai.arkor.api.Trainer.builder(\"x\").model(\"m\")"
                + ".dataset(ai.arkor.api.Dataset.file(ai.arkor.api.Arkor.projectDirectory().resolve(\"rows.jsonl\"))).build(); }");
        TrainerRunner.create().client(client).run(project);
        assertThat(client.submitted.get(0).dataset()).isEqualTo(Dataset.file(project.toAbsolutePath().resolve("rows.jsonl")));
    }

    @Test
    void anErrorInTheSourceNamesFileLineAndColumn() throws Exception {
        Path entry = write("src/arkor/Index.java", "class Index {\n    int x = nonsense;\n}\n");
        assertThatThrownBy(() -> TrainerRunner.create().run(project))
                .isInstanceOfSatisfying(EntryException.class, e -> assertThat(e.position().orElseThrow().line()).isEqualTo(2))
                .hasMessageContaining(entry + ":2:13").hasMessageContaining("nonsense");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> TrainerRunner.create().run(project)).hasMessageContaining("src/arkor/Index.java").hasMessageContaining(project.toString());
        assertThatThrownBy(() -> TrainerRunner.create().run(project.resolve("nowhere.java"))).hasMessageContaining("nowhere.java");
        Path none = write("N.java", "class N { static int trainer = 1; }");
        assertThatThrownBy(() -> TrainerRunner.create().run(none)).isInstanceOf(EntryException.class).hasMessageContaining("gives no trainer");
        Path throwing = write("t/T.java", "class T { static { if (true) throw new IllegalStateException(\"no key\"); } static Object trainer; }");
        assertThatThrownBy(() -> TrainerRunner.create().run(throwing)).isInstanceOf(EntryException.class).hasMessageContaining("no key");
        Path script = write("index.jsh", "1");
        assertThatThrownBy(() -> TrainerRunner.create().run(script)).hasMessageContaining("arkor start index.jsh");
    }
}
