package org.example.evaluation;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.CheckpointContext;
import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.ArkorClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks every checkpoint the same held-out questions while training goes on, and grades the answers as SQuAD does (Rajpurkar et al. 2016, section 5): the
 * share of exact answers, and F1 of the words. At the end it says which checkpoint did best.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/evaluation/CheckpointEvaluation.java examples/triage/data/dev.jsonl
 * }</pre>
 *
 * <p>The questions are rows as for training, one conversation a line; what the assistant says last is the right answer.
 */
public final class CheckpointEvaluation {

    private final List<Question> questions;
    private final List<Score> scores = new ArrayList<>();

    public CheckpointEvaluation(List<Question> questions) {
        this.questions = List.copyOf(questions);
    }

    /**
     * Goes to {@code onCheckpoint}. Training does not wait for it, but later callbacks do. A checkpoint that cannot be asked is left out: a score is not
     * worth the run.
     */
    public void evaluate(CheckpointContext checkpoint) throws InterruptedException {
        try {
            Score score = score(checkpoint);
            scores.add(score);
            System.out.println(score);
        } catch (ArkorException notAnswered) {
            System.out.println("checkpoint " + checkpoint.step() + " was not evaluated: " + notAnswered.getMessage());
        }
    }

    private Score score(CheckpointContext checkpoint) throws InterruptedException {
        double exact = 0;
        double f1 = 0;
        for (Question question : questions) {
            String answer = checkpoint.infer(question.request).text();
            exact += words(answer).equals(words(question.answer)) ? 1 : 0;
            f1 += f1(words(answer), words(question.answer));
        }
        return new Score(checkpoint.step(), exact / questions.size(), f1 / questions.size());
    }

    /** In the order of the checkpoints. */
    public List<Score> scores() {
        return List.copyOf(scores);
    }

    /** The checkpoint with the highest F1, of equal ones the first. */
    public Optional<Score> best() {
        return scores.stream().max(Comparator.comparingDouble(Score::f1).thenComparing(Score::step, Comparator.reverseOrder()));
    }

    /** The words that count: no articles, no punctuation, no capitals. */
    static List<String> words(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("\\p{Punct}", " ").replaceAll("\\b(a|an|the)\\b", " ");
        return Arrays.stream(plain.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    /** The harmonic mean of precision and recall of the words, 0 to 1. */
    static double f1(List<String> answer, List<String> expected) {
        if (answer.isEmpty() || expected.isEmpty()) {
            return answer.equals(expected) ? 1 : 0;
        }
        List<String> missing = new ArrayList<>(expected);
        double common = answer.stream().filter(missing::remove).count();
        return 2 * common / (answer.size() + expected.size());
    }

    /** @param f1 mean over the questions, 0 to 1, as is {@code exact} */
    public record Score(long step, double exact, double f1) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "checkpoint %d: %.0f %% exact, F1 %.2f", step, 100 * exact, f1);
        }
    }

    /** A conversation up to where the assistant is to answer, to be continued without chance, and the right answer. */
    public record Question(ChatRequest request, String answer) {

        /** @throws IllegalArgumentException naming the file and line that is no conversation, or the file without any */
        public static List<Question> read(Path file) throws IOException {
            List<Question> questions = new ArrayList<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String place = file + ", line " + (i + 1);
                questions.add(of(lines.get(i)).orElseThrow(() -> new IllegalArgumentException(place + " is no conversation that ends with the assistant")));
            }
            if (questions.isEmpty()) {
                throw new IllegalArgumentException(file + " has no questions");
            }
            return questions;
        }

        private static Optional<Question> of(String row) {
            List<JsonValue> messages = ((JsonObject) JsonValue.parse(row)).array("messages").orElse(List.of());
            ChatRequest.Builder request = ChatRequest.builder().temperature(0).maxTokens(64);
            for (int i = 0; i < messages.size(); i++) {
                JsonObject message = (JsonObject) messages.get(i);
                String content = message.string("content").orElse("");
                String role = message.string("role").orElse("");
                if (i == messages.size() - 1) {
                    return i > 0 && role.equals("assistant") ? Optional.of(new Question(request.build(), content)) : Optional.empty();
                }
                switch (role) {
                    case "system" -> request.system(content);
                    case "assistant" -> request.assistant(content);
                    default -> request.user(content);
                }
            }
            return Optional.empty();
        }
    }

    /** @param args the file of questions */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("Name the file with the questions, for instance examples/triage/data/dev.jsonl");
            System.exit(2);
        }
        CheckpointEvaluation evaluation = new CheckpointEvaluation(Question.read(Path.of(args[0])));
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            Trainer.builder("evaluated")
                    .model(Models.GEMMA_4_E4B_IT)
                    .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                    .lora(LoraConfig.of(16, 32))
                    .maxSteps(100)
                    .saveSteps(25)
                    .onCheckpoint(evaluation::evaluate)
                    .client(client)
                    .build()
                    .await()
                    .orThrow();
        }
        System.out.println(evaluation.best().map(best -> "best: " + best).orElse("no checkpoint was evaluated"));
    }
}
