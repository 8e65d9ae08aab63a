import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Questions with the answers they ought to get, from a file in the form of the training rows. */
record Rows(List<Row> rows) {

    record Row(ChatRequest question, String answer) {}

    /** A row and what a model said to it. */
    record Answered(Row row, String given) {

        boolean isRight() {
            return given.equals(row.answer());
        }

        /** Whether a member of the answer, which is JSON, is as it ought to be. */
        boolean isRight(String member) {
            return member(row.answer(), member).equals(member(given, member));
        }

        /** Empty text for what is no JSON object, or has no such member. */
        private static String member(String answer, String name) {
            try {
                return JsonValue.parse(answer) instanceof JsonObject object ? object.get(name).map(JsonValue::toString).orElse("") : "";
            } catch (IllegalArgumentException noJson) {
                return "";
            }
        }
    }

    static Rows read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                rows.add(row((JsonObject) JsonValue.parse(line)));
            }
        }
        return new Rows(rows);
    }

    private static Row row(JsonObject conversation) {
        ChatRequest.Builder question = ChatRequest.builder().temperature(0).maxTokens(100);
        String answer = "";
        for (JsonValue message : conversation.array("messages").orElseThrow()) {
            String content = ((JsonObject) message).string("content").orElseThrow();
            switch (((JsonObject) message).string("role").orElseThrow()) {
                case "system" -> question.system(content);
                case "user" -> question.user(content);
                default -> answer = content;
            }
        }
        return new Row(question.build(), answer);
    }

    Row first() {
        return rows.get(0);
    }

    /** Asks a model all of them. */
    List<Answered> ask(TrainingRun run, ModelRef model) throws InterruptedException {
        List<Answered> answers = new ArrayList<>();
        for (Row row : rows) {
            answers.add(new Answered(row, run.infer(row.question().toBuilder().model(model).build()).text().strip()));
        }
        return answers;
    }
}
