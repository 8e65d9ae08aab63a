import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tickets with the category each belongs to, to measure a model on. */
record Tickets(List<Ticket> tickets) {

    record Ticket(String text, String category) {}

    private static final Pattern USER = Pattern.compile("\"role\":\"user\",\"content\":\"([^\"]*)\"");
    private static final Pattern EXPECTED = Pattern.compile("\\\\\"category\\\\\":\\\\\"(\\w+)\\\\\"");
    private static final Pattern ANSWER = Pattern.compile("\\{\"category\":\"(\\w+)\",\"urgency\":\"(?:low|medium|high)\"}");

    static Tickets read(Path file) throws IOException {
        List<Ticket> tickets = new ArrayList<>();
        for (String row : Files.readAllLines(file)) {
            Matcher user = USER.matcher(row);
            Matcher expected = EXPECTED.matcher(row);
            if (!user.find() || !expected.find()) {
                throw new IOException(file + " has a row that is no ticket: " + row);
            }
            tickets.add(new Ticket(user.group(1), expected.group(1)));
        }
        return new Tickets(tickets);
    }

    int size() {
        return tickets.size();
    }

    /** The question a ticket is put in, the same as in the training rows. */
    static ChatRequest question(String ticket) {
        return ChatRequest.builder().system("Sort the ticket.").user(ticket).temperature(0).maxTokens(30).build();
    }

    /** The percentage of tickets a model puts into the right category; an answer that cannot be read is wrong. */
    double accuracy(TrainingRun run, ModelRef model) throws InterruptedException {
        int right = 0;
        for (Ticket ticket : tickets) {
            Matcher answer = ANSWER.matcher(run.infer(question(ticket.text()).toBuilder().model(model).build()).text().strip());
            right += answer.matches() && answer.group(1).equals(ticket.category()) ? 1 : 0;
        }
        return 100.0 * right / tickets.size();
    }
}
