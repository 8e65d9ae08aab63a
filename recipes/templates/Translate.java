import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes the data of the translate template: {@code java Translate.java [--seed N] [--out FOLDER]}. The same seed gives the same bytes.
 *
 * <p>A message is what somebody tells a parcel service in German, French or Spanish, in one of {@link #PHRASES}, about a thing, and a day or a town. A
 * message of {@code eval.jsonl} is a combination of phrase, thing, and day or town that training has in no language; its words are all known.
 */
public class Translate {

    private static final int TRAIN = 2400;
    private static final int EVAL = 60;

    private static final List<String> LANGUAGES = List.of("de", "fr", "es");

    /** English, then German, French, Spanish; several wordings of one language are divided by a bar. */
    private static final String[][] PHRASES = {
        {"My {thing} has not arrived.", "Mein {thing} ist nicht angekommen.|Mein {thing} ist noch nicht da.", "Mon {thing} n'est pas arrivé.|Je n'ai pas reçu mon {thing}.", "Mi {thing} no ha llegado.|No he recibido mi {thing}."},
        {"My {thing} is damaged.", "Mein {thing} ist beschädigt.|Mein {thing} ist kaputt.", "Mon {thing} est abîmé.|Mon {thing} est cassé.", "Mi {thing} está dañado.|Mi {thing} está roto."},
        {"Where is my {thing}?", "Wo ist mein {thing}?|Wo bleibt mein {thing}?", "Où est mon {thing}?|Où se trouve mon {thing}?", "¿Dónde está mi {thing}?|¿Dónde queda mi {thing}?"},
        {"Please pick up my {thing} on {day}.", "Bitte holen Sie mein {thing} am {day} ab.", "Venez chercher mon {thing} {day}.", "Recojan mi {thing} el {day}."},
        {"Please deliver my {thing} on {day}.", "Bitte liefern Sie mein {thing} am {day}.", "Livrez mon {thing} {day}.", "Entreguen mi {thing} el {day}."},
        {"Nobody is at home on {day}.", "Am {day} ist niemand zu Hause.", "Il n'y a personne à la maison {day}.", "El {day} no hay nadie en casa."},
        {"The {thing} goes to {town}.", "Das {thing} geht nach {town}.", "Le {thing} va à {town}.", "El {thing} va a {town}."},
        {"The {thing} comes from {town}.", "Das {thing} kommt aus {town}.", "Le {thing} vient de {town}.", "El {thing} viene de {town}."},
        {"What does a {thing} to {town} cost?", "Was kostet ein {thing} nach {town}?", "Combien coûte un {thing} pour {town}?", "¿Cuánto cuesta un {thing} a {town}?"},
        {"I want to send a {thing} to {town}.", "Ich möchte ein {thing} nach {town} schicken.", "Je veux envoyer un {thing} à {town}.", "Quiero enviar un {thing} a {town}."},
        {"The {thing} from {town} is too late.", "Das {thing} aus {town} kommt zu spät.", "Le {thing} de {town} est en retard.", "El {thing} de {town} llega tarde."},
        {"I was not at home on {day}.", "Am {day} war ich nicht zu Hause.", "Je n'étais pas à la maison {day}.", "El {day} yo no estaba en casa."},
    };

    private static final String[][] THINGS = {{"parcel", "Paket", "colis", "paquete"}, {"document", "Dokument", "document", "documento"},
        {"book", "Buch", "livre", "libro"}, {"sofa", "Sofa", "canapé", "sofá"}, {"piano", "Klavier", "piano", "piano"}, {"picture", "Bild", "tableau", "cuadro"},
        {"telephone", "Telefon", "téléphone", "teléfono"}, {"radio", "Radio", "poste de radio", "aparato de radio"}};
    private static final String[][] DAYS = {{"Monday", "Montag", "lundi", "lunes"},
        {"Wednesday", "Mittwoch", "mercredi", "miércoles"}, {"Friday", "Freitag", "vendredi", "viernes"},
        {"Sunday", "Sonntag", "dimanche", "domingo"}};
    private static final String[][] TOWNS = {{"Vienna", "Wien", "Vienne", "Viena"}, {"Geneva", "Genf", "Genève", "Ginebra"}, {"Lisbon", "Lissabon", "Lisbonne", "Lisboa"},
        {"London", "London", "Londres", "Londres"}, {"Milan", "Mailand", "Milan", "Milán"}, {"Brussels", "Brüssel", "Bruxelles", "Bruselas"},
        {"Warsaw", "Warschau", "Varsovie", "Varsovia"}, {"Rome", "Rom", "Rome", "Roma"}};
    private static final String[][] OPENERS = {{"Hello.", "Guten Tag.", "Bonjour.", "Buenos días."}, {"Good evening.", "Guten Abend.", "Bonsoir.", "Buenas noches."}};
    private static final String[][] CLOSERS = {{"Thank you.", "Danke.", "Merci.", "Gracias."}, {"It is urgent.", "Es ist dringend.", "C'est urgent.", "Es urgente."}};

    /** What is said, in no language yet; -1 where nothing is. */
    private record Meaning(int opener, int phrase, int thing, int day, int town, int closer) {

        /** The same whatever would have stood in slots that the phrase has not. */
        Meaning withoutUnused() {
            String pattern = PHRASES[phrase][0];
            return new Meaning(opener, phrase, pattern.contains("{thing}") ? thing : 0, pattern.contains("{day}") ? day : 0, pattern.contains("{town}") ? town : 0, closer);
        }

        int slots() {
            return PHRASES[phrase][0].split("\\{").length - 1;
        }
    }

    private final Random random;

    Translate(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        long seed = 1;
        Path out = Path.of("");
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || !List.of("--seed", "--out").contains(args[i])) {
                System.err.println("Usage: java Translate.java [--seed N] [--out FOLDER]");
                System.exit(2);
            }
            if (args[i].equals("--seed")) {
                seed = Long.parseLong(args[i + 1]);
            } else {
                out = Path.of(args[i + 1]);
            }
        }
        Files.createDirectories(out);
        Translate generate = new Translate(seed);
        List<Meaning> all = combinations();
        Collections.shuffle(all, generate.random);
        // Of each phrase about the same share: one that training knew from too few combinations would be learnt as those.
        List<Meaning> heldOut = all.subList(0, EVAL);
        List<String> eval = new ArrayList<>();
        for (Meaning meaning : heldOut) {
            eval.add(generate.row(generate.framed(meaning)));
        }
        Files.write(out.resolve("eval.jsonl"), eval);
        Files.write(out.resolve("train.jsonl"), generate.training(new HashSet<>(heldOut)));
    }

    /** Those of the phrases with two slots or more; the others have too few to hold any out. */
    private static List<Meaning> combinations() {
        Set<Meaning> all = new LinkedHashSet<>();
        for (int phrase = 0; phrase < PHRASES.length; phrase++) {
            for (int thing = 0; thing < THINGS.length; thing++) {
                for (int day = 0; day < DAYS.length; day++) {
                    for (int town = 0; town < TOWNS.length; town++) {
                        Meaning meaning = new Meaning(-1, phrase, thing, day, town, -1).withoutUnused();
                        if (meaning.slots() >= 2) {
                            all.add(meaning);
                        }
                    }
                }
            }
        }
        return new ArrayList<>(all);
    }

    private List<String> training(Set<Meaning> heldOut) {
        Set<String> rows = new LinkedHashSet<>();
        while (rows.size() < TRAIN) {
            Meaning meaning = new Meaning(-1, random.nextInt(PHRASES.length), random.nextInt(THINGS.length), random.nextInt(DAYS.length), random.nextInt(TOWNS.length), -1)
                    .withoutUnused();
            if (!heldOut.contains(meaning)) {
                rows.add(row(framed(meaning)));
            }
        }
        return new ArrayList<>(rows);
    }

    private Meaning framed(Meaning meaning) {
        return new Meaning(random.nextInt(6) - 4, meaning.phrase(), meaning.thing(), meaning.day(), meaning.town(), random.nextInt(6) - 4);
    }

    private String row(Meaning meaning) {
        int language = 1 + random.nextInt(LANGUAGES.size());
        String answer = "{\"translation\":\"" + text(meaning, 0) + "\",\"detectedLanguage\":\"" + LANGUAGES.get(language - 1) + "\"}";
        return "{\"messages\":[{\"role\":\"system\",\"content\":\"Put it into English.\"},{\"role\":\"user\",\"content\":\"" + text(meaning, language)
                + "\"},{\"role\":\"assistant\",\"content\":\"" + answer.replace("\"", "\\\"") + "\"}]}";
    }

    private String text(Meaning meaning, int language) {
        String[] wordings = PHRASES[meaning.phrase()][language].split("\\|");
        String phrase = wordings[language == 0 ? 0 : random.nextInt(wordings.length)].replace("{thing}", THINGS[meaning.thing()][language])
                .replace("{day}", DAYS[meaning.day()][language]).replace("{town}", TOWNS[meaning.town()][language]);
        return (meaning.opener() < 0 ? "" : OPENERS[meaning.opener()][language] + " ") + phrase + (meaning.closer() < 0 ? "" : " " + CLOSERS[meaning.closer()][language]);
    }
}
