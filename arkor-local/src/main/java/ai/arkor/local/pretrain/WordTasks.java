package ai.arkor.local.pretrain;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.local.pretrain.WordNet.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Conversations about words, from WordNet: what they mean, what kind of thing they name, which go together. */
final class WordTasks {
    private static final int ENOUGH = 60;

    private final WordNet words;
    private final List<String> fields;
    private final List<Meaning> withKind;
    private final List<Meaning> withSynonym;

    WordTasks(WordNet words) {
        this.words = words;
        this.fields = words.fields(ENOUGH);
        this.withKind = words.meanings().stream().filter(meaning -> meaning.kind() != null).toList();
        this.withSynonym = words.meanings().stream().filter(meaning -> meaning.words().size() > 1).toList();
    }

    List<ChatMessage> chat(Dice dice) {
        return switch (dice.below(6)) {
            case 0, 1 -> field(dice);
            case 2 -> kind(dice);
            case 3 -> synonym(dice);
            case 4 -> oddOneOut(dice);
            default -> meaning(dice);
        };
    }

    private List<ChatMessage> field(Dice dice) {
        List<String> choices = dice.sample(fields, 2 + dice.below(5));
        String field = dice.pick(choices);
        Meaning meaning = dice.pick(words.inField(field));
        String text = switch (dice.below(3)) {
            case 0 -> meaning.definition();
            case 1 -> meaning.examples().isEmpty() ? meaning.definition() : dice.pick(meaning.examples());
            default -> dice.sample(words.inField(field), 3).stream().map(Meaning::word).collect(Collectors.joining(", "));
        };
        String order = dice.of("Which topic fits?", "Sort it.", "What is it about?", "Choose the label.")
                + (dice.chance(0.8) ? " " + String.join(", ", choices) : "");
        return List.of(ChatMessage.system(order), ChatMessage.user(text), ChatMessage.assistant(field));
    }

    private List<ChatMessage> kind(Dice dice) {
        Meaning meaning = dice.pick(withKind);
        List<String> choices = new ArrayList<>(List.of(String.valueOf(meaning.kind())));
        for (int i = 0; i < 2; i++) {
            choices.add(String.valueOf(dice.pick(withKind).kind()));
        }
        String order = "What is " + meaning.word() + "? " + String.join(", ", dice.sample(choices, 3)) + "?";
        return List.of(ChatMessage.user(order), ChatMessage.assistant(choices.get(0)));
    }

    private List<ChatMessage> synonym(Dice dice) {
        Meaning meaning = dice.pick(withSynonym);
        List<String> pair = dice.sample(meaning.words(), 2);
        List<String> choices = List.of(pair.get(1), dice.pick(withSynonym).word(), dice.pick(withSynonym).word());
        String order = dice.of("Which means the same as ", "Another word for ", "Synonym of ") + pair.get(0) + ": "
                + String.join(", ", dice.sample(choices, 3)) + "?";
        return List.of(ChatMessage.user(order), ChatMessage.assistant(pair.get(1)));
    }

    private List<ChatMessage> oddOneOut(Dice dice) {
        List<String> two = dice.sample(fields, 2);
        List<String> all = new ArrayList<>();
        String odd = dice.pick(words.inField(two.get(1))).word();
        all.add(odd);
        dice.sample(words.inField(two.get(0)), 3).forEach(meaning -> all.add(meaning.word()));
        String order = dice.of("Which does not fit: ", "Odd one out: ", "Which is different: ") + String.join(", ", dice.sample(all, 4)) + "?";
        return List.of(ChatMessage.user(order), ChatMessage.assistant(odd));
    }

    private List<ChatMessage> meaning(Dice dice) {
        Meaning meaning = dice.pick(words.meanings());
        String order = dice.of("What does \"", "Explain \"", "Define \"", "What is the meaning of \"") + meaning.word() + "\""
                + dice.of("?", " in a few words.", "");
        String definition = meaning.definition();
        int clause = definition.indexOf(';');
        return List.of(
                ChatMessage.user(order),
                ChatMessage.assistant(clause > 0 ? definition.substring(0, clause) : definition));
    }
}
