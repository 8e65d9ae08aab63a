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
 * <p>A message is what somebody tells a parcel service in German, French or Spanish, in one of {@link #PHRASES}, about a thing, a day and a town. A
 * message of {@code eval.jsonl} is a combination of phrase, thing, day and town that training has in no language; its words are all known.
 */
public class Translate {

    private static final int TRAIN = 2400;
    private static final int EVAL = 90;

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
        {"I want to send a {thing} to {town} on {day}.", "Ich möchte am {day} ein {thing} nach {town} schicken.", "Je veux envoyer un {thing} à {town} {day}.", "Quiero enviar un {thing} a {town} el {day}."},
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

        String core() {
            String pattern = PHRASES[phrase][0];
            return phrase + (pattern.contains("{thing}") ? " t" + thing : "") + (pattern.contains("{day}") ? " d" + day : "") + (pattern.contains("{town}") ? " o" + town : "");
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
        Set<String> known = new HashSet<>();
        List<String> eval = generate.rows(EVAL, known);
        Files.write(out.resolve("eval.jsonl"), eval);
        Files.write(out.resolve("train.jsonl"), generate.rows(TRAIN, known));
    }

    /** Rows whose core is not among those; with fewer rows than a handful of cores, theirs are added. */
    private List<String> rows(int count, Set<String> taken) {
        boolean holdsOut = taken.isEmpty();
        Set<String> cores = new HashSet<>();
        Set<String> rows = new LinkedHashSet<>();
        while (rows.size() < count) {
            Meaning meaning = new Meaning(random.nextInt(6) - 4, random.nextInt(PHRASES.length), random.nextInt(THINGS.length), random.nextInt(DAYS.length),
                    random.nextInt(TOWNS.length), random.nextInt(6) - 4);
            // With one slot there are too few cores to hold any out.
            boolean fewCores = PHRASES[meaning.phrase()][0].split("\\{").length < 3;
            if (holdsOut ? !fewCores : !taken.contains(meaning.core())) {
                cores.add(meaning.core());
                rows.add(row(meaning, 1 + random.nextInt(LANGUAGES.size())));
            }
        }
        if (holdsOut) {
            taken.addAll(cores);
        }
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private String row(Meaning meaning, int language) {
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
