package ai.arkor.local.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChatTest {

    private TestBackend backend;
    private String base;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        backend = new TestBackend(data);
        base = "\"baseModel\":" + backend.config().get("model").orElseThrow();
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void answersWhole() throws Exception {
        HttpResponse<String> answer = chat(base + ",\"messages\":[{\"role\":\"user\",\"content\":\"hello there\",\"id\":4}]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"content\":\"hello!there!\"", "\"finish_reason\":\"stop\"", "\"total_tokens\":7");
    }

    @Test
    void answersInPieces() throws Exception {
        HttpResponse<String> answer = chat(base + ",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello there\"}]");

        List<String> frames = List.of(answer.body().split("\n\n"));
        assertThat(frames).hasSize(4);
        assertThat(frames.get(0)).startsWith("data: {").contains("chat.completion.chunk", "\"content\":\"hello!\"");
        assertThat(frames.get(2)).contains("\"finish_reason\":\"stop\"", "\"completion_tokens\":2");
        assertThat(frames.get(3)).isEqualTo("data: [DONE]");
    }

    @Test
    void answersManyAtOnce() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(8);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String word = "question" + i;
            answers.add(askers.submit(() -> chat(base + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + word + "\"}]").body()));
        }
        for (int i = 0; i < 60; i++) {
            assertThat(answers.get(i).get()).contains("\"content\":\"question" + i + "!\"");
        }
        askers.shutdown();
    }

    @Test
    void refusesByNameWhatIsNotBuilt() throws Exception {
        for (String field : List.of("tools", "toolChoice", "structuredOutputs")) {
            assertThat(refusal(",\"" + field + "\":{},\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]")).contains(field + " is not something the local backend can do yet");
        }
        for (String format : List.of("{\"type\":\"json_object\"}", "{\"type\":\"json_schema\",\"json_schema\":{}}", "{}", "\"text\"")) {
            assertThat(refusal(",\"responseFormat\":" + format + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]")).contains("responseFormat of type");
        }
        assertThat(refusal(",\"messages\":[{\"role\":\"tool\",\"content\":\"x\",\"tool_call_id\":\"1\"}]")).contains("messages[0].role");
        assertThat(refusal(",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{}]}]"))
                .contains("messages[1].tool_calls");
        assertThat(refusal(",\"messages\":[{\"role\":\"user\",\"content\":[]}]")).contains("messages[0].content must be a text");
    }

    @Test
    void ignoresNothingThatWouldChangeTheAnswer() throws Exception {
        for (String field : List.of("max_tokens", "presencePenalty", "n")) {
            assertThat(refusal(",\"" + field + "\":1,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]")).contains(field + " is not a field the local backend knows");
        }
    }

    @Test
    void takesWhatAsksForNothingMore() throws Exception {
        HttpResponse<String> answer = chat(base + ",\"tools\":null,\"structuredOutputs\":null,\"later\":null,\"responseFormat\":{\"type\":\"text\"},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"x\",\"tool_calls\":null,\"name\":\"me\"}]");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private String refusal(String members) throws Exception {
        HttpResponse<String> answer = chat(base + members);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return answer.body().replace("\\\"", "\"");
    }

    @Test
    void refusesAModelJobOrCheckpointThatIsNotThere() throws Exception {
        String job = backend.createJob("checkpoint");
        backend.frames(job, "");

        assertThat(asks("\"baseModel\":\"gpt-9\"")).startsWith("422").contains("gpt-9", "arkor-tiny");
        assertThat(asks("\"adapter\":{\"kind\":\"final\",\"jobId\":\"nothing\"}")).startsWith("422").contains("no job nothing");
        assertThat(asks("\"adapter\":{\"kind\":\"checkpoint\",\"jobId\":\"" + job + "\",\"step\":3}")).startsWith("422").contains("step 3", "steps: 2");
        assertThat(asks("\"adapter\":{\"kind\":\"checkpoint\",\"jobId\":\"" + job + "\",\"step\":2}")).startsWith("200");
        assertThat(asks("\"adapter\":{\"kind\":\"final\",\"jobId\":\"" + job + "\"}")).startsWith("200");
    }

    @Test
    void tellsWhyTheWorkerRefused() throws Exception {
        HttpResponse<String> answer = chat(base + ",\"messages\":[{\"role\":\"user\",\"content\":\"refuse\"}]");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("The prompt is too long.");
    }

    @Test
    void aDeadWorkerFailsOneAnswerAndIsReplaced() throws Exception {
        HttpResponse<String> answer = chat(base + ",\"messages\":[{\"role\":\"user\",\"content\":\"die\"}]");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("inference worker", "exit status 9");
        assertThat(asks(base)).startsWith("200");
    }

    private String asks(String model) throws Exception {
        HttpResponse<String> answer = chat(model + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]");
        return answer.statusCode() + " " + answer.body();
    }

    private HttpResponse<String> chat(String members) throws Exception {
        return backend.send("POST", "/v1/inference/chat" + TestBackend.SCOPE, "{" + members + "}");
    }
}
