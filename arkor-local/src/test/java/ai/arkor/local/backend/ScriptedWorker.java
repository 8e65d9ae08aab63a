package ai.arkor.local.backend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a worker over the door real ones use: a training job does what its name says, an inference worker echoes. It sees no class but itself, so
 * it starts fast.
 */
public final class ScriptedWorker {

    private ScriptedWorker() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("infer")) {
            answer();
        } else {
            train(Path.of(arguments[1]));
        }
    }

    private static void train(Path folder) throws Exception {
        String order = Files.readString(folder.resolve("job.json"));
        String plan = field(order, "name");
        say("{\"type\":\"training.started\",\"metadata\":{\"totalSteps\":3}}");
        for (int step = 1; step <= 3; step++) {
            say("{\"type\":\"training.log\",\"step\":" + step + ",\"loss\":" + (4.0 - step) + "}");
            if (step == 2) {
                play(plan, folder);
            }
        }
        say("{\"type\":\"training.completed\",\"artifacts\":[{\"pathname\":\"" + folder.resolve("adapter") + "\",\"kind\":\"adapter\"}]}");
    }

    private static void play(String plan, Path folder) throws Exception {
        switch (plan) {
            case "hang" -> awaitEndOfInput();
            case "checkpoint" -> {
                Files.createDirectories(folder.resolve("checkpoints/step-2"));
                Files.createDirectories(folder.resolve("adapter"));
                say("{\"type\":\"checkpoint.saved\",\"step\":2,\"artifacts\":[]}");
            }
            case "exit" -> {
                System.err.println("the scripted end");
                System.exit(7);
            }
            case "out-of-memory" -> hoard();
            case "chatter" -> say("[INFO] not an event\n{\"type\":\"something.else\"}\n{broken");
            case "fail" -> {
                say("{\"type\":\"training.failed\",\"error\":\"row 17\"}");
                System.exit(0);
            }
            default -> { }
        }
    }

    private static void awaitEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // The lifeline carries nothing.
        }
        System.exit(0);
    }

    private static void hoard() {
        List<long[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new long[1 << 20]);
        }
    }

    private static void answer() throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String question;
        while ((question = questions.readLine()) != null) {
            Matcher id = Pattern.compile("\"id\":(\\d+)").matcher(question);
            if (!id.find() || question.contains("\"cancel\"")) {
                continue;
            }
            String content = field(question, "content");
            if (content.equals("die")) {
                System.exit(9);
            }
            if (content.equals("refuse")) {
                say("{\"id\":" + id.group(1) + ",\"error\":\"The prompt is too long.\"}");
                continue;
            }
            for (String word : content.split(" ")) {
                say("{\"id\":" + id.group(1) + ",\"delta\":\"" + word + "!\"}");
            }
            say("{\"id\":" + id.group(1) + ",\"done\":true,\"finishReason\":\"stop\",\"promptTokens\":5,\"completionTokens\":2}");
        }
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
