package org.example.structured;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ResponseFormat;
import ai.arkor.api.chat.StructuredOutputs;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.client.ArkorClients;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Asks the adapter of a finished run for structured answers, which a program can work with: JSON by a schema, and one word of a list.
 *
 * <pre>{@code
 * java -cp 'examples/target/lib/*' examples/src/main/java/org/example/structured/TicketSorter.java RUN-REFERENCE "My parcel never came"
 * }</pre>
 *
 * <p>Arkor Cloud holds the answers to what was asked for; the embedded backend cannot, and refuses to be asked.
 */
public final class TicketSorter {

    private static final List<String> CATEGORIES = List.of("delivery", "billing", "account", "other");
    private static final List<String> URGENCIES = List.of("low", "medium", "high");

    private static final JsonObject SCHEMA = (JsonObject) JsonValue.from(Map.of(
            "type", "object",
            "properties", Map.of("category", Map.of("type", "string", "enum", CATEGORIES), "urgency", Map.of("type", "string", "enum", URGENCIES)),
            "required", List.of("category", "urgency"),
            "additionalProperties", false));

    private final TrainingRun run;

    /** @param run one that has completed */
    public TicketSorter(TrainingRun run) {
        this.run = run;
    }

    /**
     * Sorts a ticket, by a JSON schema.
     *
     * @throws IllegalArgumentException when the answer is not of the schema, for instance because it was cut at its most tokens
     */
    public Sorted sort(String ticket) throws InterruptedException {
        ChatResponse answer = run.infer(question("Sort the ticket.", ticket)
                .responseFormat(ResponseFormat.jsonSchema("sorted_ticket", SCHEMA).strict(true))
                .build());
        return Sorted.of(answer.parsedText());
    }

    /** Whether somebody must look at it today: one of two words. */
    public boolean isUrgent(String ticket) throws InterruptedException {
        ChatResponse answer = run.infer(question("Must somebody look at this ticket today? Say yes or no.", ticket)
                .structuredOutputs(StructuredOutputs.choice("yes", "no"))
                .build());
        return answer.text().equals("yes");
    }

    private static ChatRequest.Builder question(String task, String ticket) {
        return ChatRequest.builder().system(task).user(ticket).temperature(0).maxTokens(50);
    }

    /** A ticket's place. */
    public record Sorted(String category, String urgency) {

        /** What a model says is input like any other, and is looked at before it is used. */
        static Sorted of(JsonValue answer) {
            if (answer instanceof JsonObject json) {
                String category = json.string("category").orElse("");
                String urgency = json.string("urgency").orElse("");
                if (CATEGORIES.contains(category) && URGENCIES.contains(urgency)) {
                    return new Sorted(category, urgency);
                }
            }
            throw new IllegalArgumentException("The answer is not of the schema: " + answer);
        }
    }

    /** @param args the run's reference and the ticket's text */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            System.err.println("Name a run's reference, as it was printed when it was started, and the text of a ticket");
            System.exit(2);
        }
        try (ArkorClient client = ArkorClients.open(Path.of(""))) {
            TicketSorter sorter = new TicketSorter(client.attach(RunReference.parse(args[0])));
            Sorted sorted = sorter.sort(args[1]);
            System.out.println(sorted.category() + ", " + sorted.urgency() + (sorter.isUrgent(args[1]) ? ", for today" : ""));
        }
    }
}
