package ai.arkor.local.pretrain;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.local.pretrain.Grammar.Topic;
import ai.arkor.local.pretrain.Message.Urgency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Conversations that sort messages: by subject, by urgency, by both, as words, yes or no, or JSON. */
final class MessageTasks {
    private static final List<String> SORT_ORDERS = List.of(
            "Which topic does the message belong to?", "Classify the message.", "Sort the message into one topic.",
            "What is the message about?", "Pick the right label.", "You route mail to the right team.", "Say what the customer writes about.",
            "Find the category.", "You are a helpful assistant that labels letters.", "Label the text.", "Assign the request to a queue.",
            "Read the letter and name its subject.", "Triage the request.", "Decide who should answer this.");
    private static final List<String> TOPIC_KEYS =
            List.of("category", "topic", "label", "type", "class", "team", "queue", "subject", "intent");
    private static final List<String> SPEED_KEYS = List.of("urgency", "priority", "level", "speed", "severity");
    private static final List<List<String>> SPEED_WORDS = List.of(
            List.of("high", "medium", "low"), List.of("high", "medium", "low"), List.of("urgent", "normal", "low"),
            List.of("now", "soon", "later"), List.of("critical", "normal", "minor"), List.of("3", "2", "1"));

    private final Grammar grammar;
    private final List<String> subjects;
    private final List<String> frequent;

    /** @param frequent subjects that are asked about more often than the others */
    MessageTasks(Grammar grammar, List<String> frequent) {
        this.grammar = grammar;
        this.frequent = frequent;
        this.subjects = grammar.topics().stream()
                .map(Topic::parent)
                .distinct()
                .filter(name -> !name.equals("urgent") && !name.equals("calm"))
                .toList();
    }

    List<ChatMessage> chat(Dice dice) {
        double kind = dice.below(100);
        if (kind < 30) {
            return listed(dice);
        }
        if (kind < 60) {
            return unlisted(dice);
        }
        if (kind < 72) {
            return fine(dice);
        }
        return kind < 86 ? yesOrNo(dice) : questions(dice);
    }

    /** A handful of subjects under changing names, told in the instruction. */
    private List<ChatMessage> listed(Dice dice) {
        List<String> chosen = choose(dice);
        Map<String, String> labels = new LinkedHashMap<>();
        for (String subject : chosen) {
            String label = dice.pick(grammar.topic(subject).words());
            labels.put(subject, labels.containsValue(label) ? subject : label);
        }
        String subject = dice.pick(chosen);
        Message message = Message.write(grammar, dice, grammar.family(subject));
        Form form = Form.choose(dice);
        String order = dice.pick(SORT_ORDERS) + " " + dice.of("Topics: ", "Labels: ", "Choose one of: ", "Categories: ")
                + String.join(", ", labels.values()) + "." + form.request();
        return ask(dice, order, message.text(), form.answer(labels.get(subject), message.urgency()));
    }

    /** The instruction names no subjects: the answer is the subject's own name. */
    private List<ChatMessage> unlisted(Dice dice) {
        String subject = dice.pick(dice.chance(0.7) ? frequent : subjects);
        Message message = Message.write(grammar, dice, grammar.family(subject));
        Form form = Form.choose(dice);
        return ask(dice, dice.pick(SORT_ORDERS) + form.request(), message.text(), form.answer(subject, message.urgency()));
    }

    /** Finer parts of subjects. */
    private List<ChatMessage> fine(Dice dice) {
        List<Topic> chosen = dice.sample(
                grammar.topics().stream().filter(topic -> topic.name().contains("/")).toList(), 2 + dice.below(5));
        if (chosen.isEmpty()) {
            return listed(dice);
        }
        Topic topic = dice.pick(chosen);
        Message message = Message.write(grammar, dice, List.of(topic));
        List<String> names = chosen.stream().map(MessageTasks::fineName).toList();
        String order = dice.pick(SORT_ORDERS)
                + (dice.chance(0.7) ? dice.of(" Topics: ", " Labels: ", " Choose one of: ") + String.join(", ", names) + "." : " Be exact.");
        return ask(dice, order, message.text(), fineName(topic));
    }

    private static String fineName(Topic topic) {
        return topic.name().substring(topic.name().indexOf('/') + 1);
    }

    private List<ChatMessage> yesOrNo(Dice dice) {
        List<String> pair = choose(dice);
        Message message = Message.write(grammar, dice, grammar.family(pair.get(0)));
        boolean urgency = dice.chance(0.35);
        boolean yes = urgency ? message.urgency() == Urgency.HIGH : dice.chance(0.5);
        String word = dice.pick(grammar.topic(pair.get(yes ? 0 : 1)).words());
        String order = urgency
                ? dice.of("Is it urgent? Answer yes or no.", "Does it need a fast answer?", "Must we hurry?")
                : dice.of("Is this about ", "Does the message concern ", "Is the subject ") + word + "?";
        return ask(dice, order, message.text(), yes ? "yes" : "no");
    }

    /** One message, several questions in turn. */
    private List<ChatMessage> questions(Dice dice) {
        List<String> chosen = choose(dice);
        Message message = Message.write(grammar, dice, grammar.family(chosen.get(0)));
        List<ChatMessage> chat = new ArrayList<>();
        chat.add(ChatMessage.system(dice.of("Answer the questions about the message.", "Read, then answer.", "You help to sort mail.")));
        chat.add(ChatMessage.user(message.text() + " " + dice.of("What is it about?", "Which subject is this?", "Topic?")));
        chat.add(ChatMessage.assistant(chosen.get(0)));
        chat.add(ChatMessage.user(dice.of("How urgent is it?", "Priority: high, medium or low?", "And the urgency?")));
        chat.add(ChatMessage.assistant(SPEED_WORDS.get(0).get(message.urgency().ordinal())));
        List<String> offered = new ArrayList<>(dice.sample(chosen, 2));
        if (!offered.contains(chosen.get(0))) {
            offered.set(0, chosen.get(0));
        }
        List<String> words = offered.stream()
                .collect(Collectors.toMap(name -> name, name -> dice.pick(grammar.topic(name).words()), (a, b) -> a, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        chat.add(ChatMessage.user(String.join(" or ", words) + "?"));
        chat.add(ChatMessage.assistant(words.get(offered.indexOf(chosen.get(0)))));
        return chat;
    }

    private List<String> choose(Dice dice) {
        List<String> chosen = dice.sample(frequent, 1 + dice.below(frequent.size()));
        for (String other : dice.sample(subjects, 1 + dice.below(3))) {
            if (!chosen.contains(other)) {
                chosen.add(other);
            }
        }
        if (chosen.size() < 2) {
            chosen.add(frequent.get(0).equals(chosen.get(0)) ? frequent.get(1) : frequent.get(0));
        }
        return dice.sample(chosen, chosen.size());
    }

    private static List<ChatMessage> ask(Dice dice, String order, String text, String answer) {
        if (dice.chance(0.75)) {
            return List.of(ChatMessage.system(order), ChatMessage.user(text), ChatMessage.assistant(answer));
        }
        String user = dice.chance(0.5) ? order + "\n" + text : text + "\n" + order;
        return List.of(ChatMessage.user(user), ChatMessage.assistant(answer));
    }

    /** How an answer is to look. */
    private record Form(String topicKey, String speedKey, List<String> speeds, int kind) {
        static Form choose(Dice dice) {
            return new Form(dice.pick(TOPIC_KEYS), dice.pick(SPEED_KEYS), dice.pick(SPEED_WORDS), dice.below(5));
        }

        String request() {
            return switch (kind) {
                case 0, 1 -> "";
                case 2 -> " Answer as JSON: " + topicKey + ".";
                case 3 -> " Answer as JSON: " + topicKey + ", " + speedKey + " (" + String.join(", ", speeds) + ").";
                default -> " Give " + topicKey + " and " + speedKey + " (" + String.join(", ", speeds) + ").";
            };
        }

        String answer(String topic, Urgency urgency) {
            String speed = speeds.get(urgency.ordinal());
            return switch (kind) {
                case 0, 1 -> topic;
                case 2 -> "{\"" + topicKey + "\":\"" + topic + "\"}";
                case 3 -> "{\"" + topicKey + "\":\"" + topic + "\",\"" + speedKey + "\":\"" + speed + "\"}";
                default -> topicKey + ": " + topic + ", " + speedKey + ": " + speed;
            };
        }
    }
}
