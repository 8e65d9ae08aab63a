package ai.arkor.api;

import static org.assertj.core.api.Assertions.assertThat;

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
    void relativePathsStartFromTheWorkingDirectoryThatIsSet() throws Exception {
        write("inner/src/arkor/Index.java", "class Index { static Object trainer = " + TRAINER.formatted("inner") + "; }");
        Path fromHere = Path.of("").toAbsolutePath().relativize(project);
        assertThat(TrainerRunner.create().workingDirectory(fromHere).load(Path.of("inner")).name()).isEqualTo("inner");
        TrainerRunner.create().client(client).workingDirectory(fromHere.resolve("inner")).run();
        assertThat(client.projects).containsExactly(project.resolve("inner"));
    }

    @Test
    void anEntryFindsItsProjectFolderFromAnyWorkingDirectory() throws Exception {
        write("src/arkor/Index.java", "class Index { static Object trainer = ai.arkor.api.Trainer.builder(\"x\").model(\"m\")"
                + ".dataset(ai.arkor.api.Dataset.file(ai.arkor.api.Arkor.projectDirectory().resolve(\"rows.jsonl\"))).build(); }");
        TrainerRunner.create().client(client).run(project);
        assertThat(client.submitted.get(0).dataset()).isEqualTo(Dataset.file(project.toAbsolutePath().resolve("rows.jsonl")));
    }
}
