package org.example.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.RunReference;
import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import org.example.ExampleTest;
import org.example.Program;
import org.example.structured.TicketSorter.Sorted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketSorterTest extends ExampleTest {

    private RunReference reference;

    @BeforeEach
    void aFinishedRun() {
        cloud.existingJob("job-7").started().completed().status("completed");
        reference = new RunReference(cloud.address().toString(), cloud.organisation(), "support", "job-7");
    }

    @Test
    void asksTheAdapterForJsonOfTheSchemaAndForOneOfTwoWords() throws Exception {
        cloud.onChat(TicketSorterTest::answer);
        TicketSorter sorter = new TicketSorter(client.attach(reference));
        assertThat(sorter.sort("My parcel never came")).isEqualTo(new Sorted("delivery", "high"));
        assertThat(sorter.isUrgent("My parcel never came")).isTrue();
        assertThat(cloud.requests("POST /v1/inference/chat")).allSatisfy(request -> assertThat(request.json().object("adapter")).contains(
                JsonValue.object().with("kind", JsonValue.of("final")).with("jobId", JsonValue.of("job-7"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"category\":\"deliv", "{\"category\":\"weather\",\"urgency\":\"high\"}", "{\"category\":\"delivery\"}", "[]"})
    void takesNothingThatIsNotOfTheSchema(String answer) throws Exception {
        cloud.onChat(request -> answer);
        TicketSorter sorter = new TicketSorter(client.attach(reference));
        assertThatThrownBy(() -> sorter.sort("My parcel never came")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsWhereTheTicketBelongs() throws Exception {
        cloud.onChat(TicketSorterTest::answer);
        try (Program program = program(TicketSorter.class, reference.toString(), "My parcel never came").start()) {
            assertThat(program.exitStatus()).isZero();
            assertThat(program.lines()).containsExactly("delivery, high, for today");
        }
    }

    /** As a backend that holds to what is asked for. */
    private static String answer(JsonObject request) {
        if (request.object("responseFormat").isPresent()) {
            JsonObject schema = request.object("responseFormat").orElseThrow().object("json_schema").orElseThrow();
            assertThat(schema.string("name")).contains("sorted_ticket");
            assertThat(schema.get("strict")).contains(JsonValue.of(true));
            assertThat(schema.object("schema").orElseThrow().array("required").orElseThrow()).contains(JsonValue.of("urgency"));
            return "{\"category\":\"delivery\",\"urgency\":\"high\"}";
        }
        return ((JsonValue.JsonString) request.object("structuredOutputs").orElseThrow().array("choice").orElseThrow().get(0)).value();
    }
}
