package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command sweep, with its backend and its workers as real processes, training for real. */
@Tag("deep")
@Timeout(300)
class SweepProgramTest {

    private static final String[] TWO_BY_TWO = {"sweep", "--set", "learningRate=1e-5,5e-3", "--set", "lora.r=4,16", "--parallel", "2"};

    @TempDir
    private Path home;

    @TempDir
    private Path project;

    @BeforeEach
    void shortRun() throws IOException {
        Path entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, """
                import ai.arkor.api.*;

                class Index {
                    static final Trainer trainer = Trainer.builder("short").model(Models.ARKOR_TINY).lora(LoraConfig.of(8, 32).maxLength(128)).batchSize(4)
                            .dataset(Dataset.file(Arkor.projectDirectory().resolve("rows.jsonl"))).maxSteps(12).loggingSteps(2).evalSteps(4).saveSteps(4).build();
                }
                """);
        List<String> rows = Files.readAllLines(Path.of("..", "examples", "triage", "data", "train.jsonl"));
        Files.write(project.resolve("rows.jsonl"), rows.subList(0, 100));
    }

    @AfterEach
    void stopBackend() throws Exception {
        try (ArkorProgram stop = new ArkorProgram(home, home, "backend", "stop")) {
            stop.exitStatus();
        }
    }

    @Test
    void theBestNamedIsTheOneOfTheSmallestEvalLossAndAnswers() throws Exception {
        String best;
        try (ArkorProgram sweep = new ArkorProgram(home, project, "sweep", "--json", "--set", "learningRate=1e-5,5e-3", "--set", "lora.r=4,16")) {
            assertThat(sweep.exitStatus()).isZero();
            assertThat(sweep.rest()).hasSize(1);
            JsonObject json = (JsonObject) JsonValue.parse(sweep.rest().get(0));
            List<JsonObject> trials = json.array("trials").orElseThrow().stream().map(JsonObject.class::cast).toList();
            assertThat(trials).hasSize(4).allSatisfy(trial -> assertThat(trial.string("status")).contains("completed"));
            JsonObject smallest = trials.stream().min(Comparator.comparingDouble(SweepProgramTest::evalLoss)).orElseThrow();
            JsonObject named = json.object("best").orElseThrow();
            assertThat(json.string("metric")).contains("evalLoss");
            assertThat(named.get("number")).isEqualTo(smallest.get("number"));
            assertThat(smallest.object("settings").orElseThrow().number("learningRate").orElseThrow()).as("a rate at which it learns").isEqualByComparingTo("0.005");
            assertThat(evalLoss(smallest)).isLessThan(evalLoss(trials.get(0)) / 2);
            best = named.string("reference").orElseThrow() + named.number("step").map(step -> "@" + step).orElse("");
        }
        try (ArkorProgram chat = new ArkorProgram(home, home, "chat", "--run", best, "--max-tokens", "8", "Where is my parcel?")) {
            assertThat(chat.exitStatus()).as(String.join("\n", chat.rest())).isZero();
        }
    }

    private static double evalLoss(JsonObject trial) {
        return trial.object("evalLoss").flatMap(score -> score.number("value")).orElseThrow().doubleValue();
    }

    @Test
    void withoutATerminalTrialsAreToldInLinesAndTheTableComesLast() throws Exception {
        try (ArkorProgram sweep = new ArkorProgram(home, project, TWO_BY_TWO)) {
            assertThat(sweep.exitStatus()).isZero();
            List<String> lines = sweep.rest();
            for (int trial = 1; trial <= 4; trial++) {
                String number = "trial " + trial + " of 4 ";
                assertThat(lines).anyMatch(line -> line.startsWith(number + "started: learningRate=")).anyMatch(line -> line.startsWith(number + "completed after "));
            }
            assertThat(lines).noneMatch(line -> line.indexOf('\033') >= 0).anyMatch(line -> line.startsWith("best: trial ")).anyMatch(line -> line.startsWith("next: "));
        }
    }

    @Test
    void aPassedDeadlineLeavesTheRunsGoingToComeBackTo() throws Exception {
        Path entry = project.resolve("src").resolve("arkor").resolve("Index.java");
        Files.writeString(entry, Files.readString(entry).replace("maxSteps(12)", "maxSteps(100_000)"));
        String reference;
        try (ArkorProgram sweep = new ArkorProgram(home, project, "sweep", "--set", "seed=1,2,3", "--parallel", "2", "--timeout", "20s")) {
            assertThat(sweep.exitStatus()).isEqualTo(124);
            // How many were submitted by then is the machine's affair.
            assertThat(sweep.rest()).anyMatch(line -> line.matches("the deadline passed; (1 run goes|2 runs go) on, [12] of 3 trials were not started"));
            reference = sweep.rest().stream().filter(line -> line.contains("cancel ")).findFirst().orElseThrow().replaceAll(".* cancel ", "");
        }
        try (ArkorProgram cancel = new ArkorProgram(home, home, "cancel", reference)) {
            assertThat(cancel.exitStatus()).isZero();
        }
    }
}
