package ai.arkor.local.pretrain;

import ai.arkor.local.pretrain.Grammar.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A made-up message of one to five sentences, and what is true of it. */
record Message(String text, Topic topic, Urgency urgency) {
    enum Urgency {
        HIGH,
        MEDIUM,
        LOW
    }

    private static final List<String> GREETINGS = List.of(
            "Hello,", "Hi,", "Hi there,", "Good morning.", "Good evening,", "Dear team,", "Dear Sir or Madam,", "Hey,", "Hello again.",
            "To whom it may concern,", "Hi team,", "Good day.");
    private static final List<String> CLOSINGS = List.of(
            "Thanks.", "Thank you.", "Best regards, {name}", "Kind regards, {name}", "Regards", "Yours, {name}", "Cheers, {name}",
            "Thanks in advance.", "{name}", "Many thanks, {name}", "Hope to hear from you.", "Sincerely, {name}");
    private static final List<String> FILLERS = List.of(
            "I hope you are well.", "I have been a customer for {number} years.", "I already wrote to you on {day}.",
            "My wife told me to ask you.", "I could not find it on your page.", "This is the second time.", "I am writing from {place}.",
            "I tried everything I could think of.", "Let me know what you need from me.", "It is a gift for my sister.",
            "I saw your advertisement.", "Please help.", "Could you look into this?", "I am not very happy about it.",
            "My number is 4{digits}.", "I bought a {thing} from you on {day}.", "I called you on {day}.", "What should I do now?",
            "My order number is {digits}.", "{name} sent me to you.", "Can someone explain?", "I use it every day.",
            "It is about the {thing}.", "It worked well until {day}.", "I am a new customer.", "You can reach me in the evening.");

    /**
     * A message about one of {@code family}'s topics: mostly its sentences, with greetings, fillers and words about urgency.
     */
    static Message write(Grammar grammar, Dice dice, List<Topic> family) {
        Topic topic = dice.pick(family);
        Urgency urgency = dice.pick(List.of(Urgency.values()));
        List<String> sentences = new ArrayList<>();
        sentences.add(sentence(grammar, topic, dice));
        if (dice.chance(0.45)) {
            // Another sentence of the same subject, or of its neighbour within the coarse one.
            sentences.add(sentence(grammar, dice.chance(0.6) ? topic : dice.pick(family), dice));
        }
        if (dice.chance(0.3)) {
            sentences.add(dice.below(sentences.size() + 1), fill(dice.pick(FILLERS), grammar, dice));
        }
        if (urgency != Urgency.MEDIUM) {
            Topic speed = grammar.topic(urgency == Urgency.HIGH ? "urgent" : "calm");
            sentences.add(dice.chance(0.5) ? 0 : sentences.size(), sentence(grammar, speed, dice));
        }
        if (dice.chance(0.25)) {
            sentences.add(0, dice.pick(GREETINGS));
        }
        if (dice.chance(0.25)) {
            sentences.add(fill(dice.pick(CLOSINGS), grammar, dice));
        }
        String text = String.join(" ", sentences);
        return new Message(dice.chance(0.1) ? text.toLowerCase(Locale.ROOT) : text, topic, urgency);
    }

    /** A sentence with its capital letter and full stop, each of which people forget now and then. */
    static String sentence(Grammar grammar, Topic topic, Dice dice) {
        String text = grammar.sentence(topic, dice);
        if (dice.chance(0.92)) {
            text = Character.toUpperCase(text.charAt(0)) + text.substring(1);
        }
        if (!text.endsWith(".") && !text.endsWith("?") && !text.endsWith("!")) {
            text += dice.chance(0.9) ? "." : "!";
        }
        return text;
    }

    private static String fill(String text, Grammar grammar, Dice dice) {
        String result = text;
        for (String pool : List.of("name", "number", "day", "place", "thing")) {
            if (result.contains("{" + pool + "}")) {
                result = result.replace("{" + pool + "}", grammar.from(pool, dice));
            }
        }
        return result.replace("{digits}", Integer.toString(1000 + dice.below(9000)));
    }
}
