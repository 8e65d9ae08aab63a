package ai.arkor.shell.snippet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the javadoc of our own API says, as plain text; the build writes it from the sources. Immutable. */
final class ApiDocs {

    private static final String RESOURCE = "api-docs.txt";
    /** {@code TrainingResult TrainingRun.await(Duration timeout) throws InterruptedException}, or a constructor, or {@code ai.arkor.api.Trainer}. */
    private static final Pattern METHOD = Pattern.compile("(?:.* )?([\\w.]+)\\(([^()]*)\\)(?: throws .*)?");
    private static final Pattern FIELD = Pattern.compile("([\\w.]+)(?:\\([^()]*\\))?\\.(\\w+):.*");

    private final Map<String, String> texts = new HashMap<>();
    /** Qualified names of types by what follows the package. */
    private final Map<String, String> types = new HashMap<>();

    private ApiDocs() {}

    static ApiDocs load() {
        ApiDocs docs = new ApiDocs();
        try (InputStream resource = ApiDocs.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing, which the build makes");
            }
            new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8)).lines().forEach(docs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return docs;
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        String key = line.substring(0, tab);
        texts.put(key, line.substring(tab + 1).replace("\\n", "\n"));
        String type = key.replaceFirst("#.*", "");
        types.put(type.replaceFirst("^[a-z.]+\\.(?=[A-Z])", ""), type);
    }

    Optional<String> ofType(Class<?> type) {
        return text(name(type));
    }

    Optional<String> ofField(Class<?> type, String field) {
        return text(name(type) + "#" + field);
    }

    /** What is said where it is declared, or else where what it overrides is. */
    Optional<String> ofMethod(Method method) {
        String member = "#" + method.getName() + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(",", "(", ")"));
        Deque<Class<?>> from = new ArrayDeque<>();
        from.add(method.getDeclaringClass());
        while (!from.isEmpty()) {
            Class<?> type = from.remove();
            Optional<String> text = text(name(type) + member);
            if (text.isPresent()) {
                return text;
            }
            Optional.ofNullable(type.getSuperclass()).ifPresent(from::add);
            from.addAll(Arrays.asList(type.getInterfaces()));
        }
        return Optional.empty();
    }

    /** By a signature as JShell spells it. */
    Optional<String> ofSignature(String signature) {
        String erased = erase(signature);
        Matcher method = METHOD.matcher(erased);
        if (method.matches()) {
            String parameters = Arrays.stream(method.group(2).split(",")).map(ApiDocs::typeOfParameter).collect(Collectors.joining(",", "(", ")"));
            return method(method.group(1), parameters);
        }
        Matcher field = FIELD.matcher(erased);
        if (field.matches()) {
            return text(qualified(field.group(1)) + "#" + field.group(2)).or(() -> text(erased.replaceFirst(".*:", "")));
        }
        // A variable, as name:type, or a type.
        return text(erased.replaceFirst("^\\w+:", ""));
    }

    private Optional<String> method(String name, String parameters) {
        int dot = name.lastIndexOf('.');
        // A constructor's name is that of its type.
        return dot < 0 || types.containsKey(name)
                ? text(qualified(name) + "#" + name.substring(dot + 1) + parameters).or(() -> text(qualified(name)))
                : text(qualified(name.substring(0, dot)) + "#" + name.substring(dot + 1) + parameters);
    }

    private String qualified(String name) {
        return types.getOrDefault(name, name);
    }

    private static String typeOfParameter(String parameter) {
        String type = parameter.strip().replaceFirst("\\s.*", "").replace("...", "[]");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String erase(String signature) {
        String erased = signature;
        String before;
        do {
            before = erased;
            erased = erased.replaceAll("<[^<>]*>", "");
        } while (!erased.equals(before));
        return erased;
    }

    private static String name(Class<?> type) {
        return type.getName().replace('$', '.');
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    /** Up to the first full stop that ends one. */
    static String firstSentence(String text) {
        Matcher end = Pattern.compile("\\.(?=\\s|$)|\\n").matcher(text.strip());
        return end.find() ? text.strip().substring(0, end.start() + (text.strip().charAt(end.start()) == '.' ? 1 : 0)) : text.strip();
    }
}
