package ai.arkor.local.pretrain;

import ai.arkor.api.chat.ChatMessage;
import ai.arkor.local.pretrain.WordNet.Meaning;
import java.util.ArrayList;
import java.util.List;

/** Everything the base model reads: texts and conversations, each made from its number alone. Immutable. */
final class Corpus {
    /** What customers mostly write about; sorted more often than other subjects. */
    static final List<String> FREQUENT = List.of("money", "delivery", "access", "fault", "ending", "question");

    private final long seed;
    private final WordNet words;
    private final MessageTasks messages;
    private final WordTasks wordTasks;

    Corpus(Grammar grammar, WordNet words, long seed) {
        this.seed = seed;
        this.words = words;
        this.messages = new MessageTasks(grammar, FREQUENT);
        this.wordTasks = new WordTasks(words);
    }

    /** @param wordShare how many of a hundred conversations are about words */
    List<ChatMessage> chat(long index, int wordShare) {
        Dice dice = new Dice(seed, index);
        return dice.below(100) < wordShare ? wordTasks.chat(dice) : messages.chat(dice);
    }

    /** WordNet's meanings as short texts, in an order decided by the seed. */
    List<String> texts() {
        Dice dice = new Dice(seed, -2);
        List<String> texts = new ArrayList<>();
        for (Meaning meaning : dice.sample(words.meanings(), words.meanings().size())) {
            texts.add(text(meaning, dice));
        }
        return texts;
    }

    private static String text(Meaning meaning, Dice dice) {
        StringBuilder text = new StringBuilder();
        String word = meaning.word();
        switch (dice.below(4)) {
            case 0 -> text.append(upper(word)).append(" means ").append(meaning.definition()).append('.');
            case 1 -> text.append(upper(meaning.definition())).append(": ").append(word).append('.');
            case 2 -> text.append(upper(word)).append(meaning.kind() == null ? ": " : " is a kind of " + meaning.kind() + ": ")
                    .append(meaning.definition()).append('.');
            default -> text.append(upper(String.join(", ", meaning.words()))).append(" (").append(meaning.part()).append("): ")
                    .append(meaning.definition()).append('.');
        }
        for (String example : meaning.examples()) {
            text.append(' ').append(upper(example)).append(example.matches(".*[.?!]") ? "" : ".");
        }
        return text.toString();
    }

    private static String upper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
