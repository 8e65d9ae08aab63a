package org.example.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.example.evaluation.CheckpointEvaluation.f1;
import static org.example.evaluation.CheckpointEvaluation.words;

import ai.arkor.api.Dataset;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.testkit.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.example.ExampleTest;
import org.example.Program;
import org.example.evaluation.CheckpointEvaluation.Question;
import org.example.evaluation.CheckpointEvaluation.Score;
import org.junit.jupiter.api.Test;

class CheckpointEvaluationTest extends ExampleTest {

    private static final String CHAT = "POST /v1/inference/chat";
    private static final String QUESTIONS = """
            {"messages":[{"role":"system","content":"Be short."},{"role":"user","content":"Colour of grass?"},{"role":"assistant","content":"Green."}]}
            {"messages":[{"role":"user","content":"Who wrote Faust?"},{"role":"assistant","content":"Johann Wolfgang Goethe"}]}
            """;

    @Test
    void gradesAsSquadDoes() {
        assertThat(words("The Eiffel-Tower, in a  city!")).containsExactly("eiffel", "tower", "in", "city");
        assertThat(f1(words("Goethe"), words("Johann Wolfgang Goethe"))).isCloseTo(0.5, within(1e-12));
        assertThat(f1(words("the green"), words("green"))).isEqualTo(1);
        assertThat(f1(words("green green"), words("green"))).as("a word said twice is right once").isCloseTo(2 / 3.0, within(1e-12));
        assertThat(f1(words("blue"), words("green"))).isZero();
        assertThat(f1(words(""), words("green"))).isZero();
    }

    @Test
    void asksEachCheckpointTheSameAndFindsTheBest() throws Exception {
        cloud.nextJob().started().checkpoint(10).checkpoint(20).checkpoint(30).completed();
        cloud.onChat(CheckpointEvaluationTest::answer);
        CheckpointEvaluation evaluation = new CheckpointEvaluation(Question.read(questions()));
        train(evaluation);
        assertThat(evaluation.best()).contains(new Score(20, 0.5, 0.75));
        assertThat(cloud.requests(CHAT)).hasSize(6);
        assertThat(cloud.requests(CHAT).stream().map(request -> request.json().array("messages").toString()).collect(Collectors.toSet())).hasSize(2);
        assertThat(cloud.requests(CHAT)).allMatch(request -> request.json().number("temperature").orElseThrow().signum() == 0);
    }

    @Test
    void aCheckpointThatCannotBeAskedCostsNoRun() throws Exception {
        cloud.nextJob().started().checkpoint(10).checkpoint(20).completed();
        cloud.onChat(CheckpointEvaluationTest::answer);
        cloud.fault(CHAT, Fault.status(503));
        CheckpointEvaluation evaluation = new CheckpointEvaluation(Question.read(questions()));
        train(evaluation);
        assertThat(evaluation.best()).contains(new Score(20, 0.5, 0.75));
    }

    @Test
    void namesTheLineThatIsNoQuestion() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.jsonl"), QUESTIONS + "{\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}\n");
        assertThatThrownBy(() -> Question.read(file)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("bad.jsonl, line 3");
    }

    @Test
    void printsAScoreForEachCheckpointAndTheBest() throws Exception {
        cloud.nextJob().started().checkpoint(10).checkpoint(20).completed();
        cloud.onChat(CheckpointEvaluationTest::answer);
        try (Program program = program(CheckpointEvaluation.class, questions().toString()).start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).containsExactly("checkpoint 10: 0 % exact, F1 0.25", "checkpoint 20: 50 % exact, F1 0.75",
                    "best: checkpoint 20: 50 % exact, F1 0.75");
        }
    }

    /** At step 10 it knows half of one answer, at step 20 and after all of the other as well. */
    private static String answer(JsonObject request) {
        long step = request.object("adapter").orElseThrow().number("step").orElseThrow().longValue();
        boolean grass = request.array("messages").orElseThrow().toString().contains("grass");
        return grass ? step >= 20 ? "green" : "blue" : "Goethe";
    }

    private void train(CheckpointEvaluation evaluation) throws InterruptedException {
        Trainer.builder("evaluated").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("a/b")).saveSteps(10)
                .onCheckpoint(evaluation::evaluate).client(client).build().await().orThrow();
    }

    private Path questions() throws Exception {
        return Files.writeString(folder.resolve("questions.jsonl"), QUESTIONS);
    }
}
