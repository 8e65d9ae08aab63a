package ai.arkor.shell.snippet;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What may stand at the cursor, and what is known of what stands there. Not thread-safe. */
final class Completion {

    private static final Set<String> MONITOR = Set.of("wait", "notify", "notifyAll");
    /** What everything has, and few look for: told last. */
    private static final Set<String> OF_OBJECT = Set.of("equals", "getClass", "hashCode", "toString");
    private static final Pattern IMPORT = Pattern.compile("(?s).*(?:^|[;\\n])\\s*import\\s+(?:static\\s+)?((?:\\w+\\.)*)(\\w*)");
    /** Where more are suggested than anybody reads, nothing is looked up. */
    private static final int MOST_LOOKED_UP = 200;

    private final JShell shell;
    private final ApiDocs docs;
    private final ClassLoader loader;

    Completion(JShell shell, ApiDocs docs, ClassLoader loader) {
        this.shell = shell;
        this.docs = docs;
        this.loader = loader;
    }

    /** What may stand at the cursor. */
    Completions at(String text, int cursor) {
        int[] anchor = {cursor};
        List<Suggestion> suggestions = shell.sourceCodeAnalysis().completionSuggestions(text, cursor, anchor);
        boolean ofType = suggestions.stream().anyMatch(Suggestion::matchesType);
        Set<String> words = suggestions.stream()
                .filter(suggestion -> !ofType || suggestion.matchesType())
                .map(Suggestion::continuation)
                .filter(word -> !MONITOR.contains(name(word)))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Completions.Candidate> packages = packages(text.substring(0, cursor)).stream()
                .map(name -> new Completions.Candidate(name, Completions.Kind.PACKAGE, "package", ""))
                .toList();
        if (!packages.isEmpty()) {
            // JShell knows those of the class path, and hidden ones.
            words.removeIf(word -> word.endsWith("."));
        }
        List<Completions.Candidate> candidates = new ArrayList<>();
        Optional<Receiver> receiver = receiver(text, anchor[0]);
        Map<String, String> variables = variables();
        for (String word : words) {
            candidates.add(words.size() > MOST_LOOKED_UP ? Completions.Candidate.plain(word)
                    : receiver.isPresent() ? member(receiver.get(), word)
                    : top(word, variables));
        }
        candidates.addAll(packages);
        candidates.sort(Comparator.comparing(candidate -> OF_OBJECT.contains(name(candidate.text()))));
        return new Completions(anchor[0], List.copyOf(candidates));
    }

    /** The methods, the type or the variable at the cursor. */
    List<Completions.Documented> of(String text, int cursor) {
        Map<String, Completions.Documented> found = new LinkedHashMap<>();
        for (SourceCodeAnalysis.Documentation one : shell.sourceCodeAnalysis().documentation(text, cursor, false)) {
            found.putIfAbsent(one.signature(), new Completions.Documented(one.signature(), docs.ofSignature(one.signature()).orElse("")));
        }
        return List.copyOf(found.values());
    }

    private static String name(String word) {
        int parenthesis = word.indexOf('(');
        return parenthesis < 0 ? word : word.substring(0, parenthesis);
    }

    /** What stands before the point. */
    private record Receiver(Class<?> type, boolean isType) {}

    private Optional<Receiver> receiver(String text, int anchor) {
        int point = text.substring(0, anchor).stripTrailing().length() - 1;
        if (point < 0 || text.charAt(point) != '.') {
            return Optional.empty();
        }
        String expression = lastExpression(text.substring(0, point));
        if (expression.isEmpty()) {
            return Optional.empty();
        }
        String type = shell.sourceCodeAnalysis().analyzeType(expression, expression.length());
        if (type != null && !type.isEmpty()) {
            return type(type).map(found -> new Receiver(found, false));
        }
        return type(expression).map(found -> new Receiver(found, true));
    }

    /** The primary expression that a text ends with: names, calls, indexes and points. */
    private static String lastExpression(String text) {
        List<JavaTokens.Span> tokens = JavaTokens.of(text).stream().filter(span -> span.kind() != JavaTokens.Kind.COMMENT).toList();
        int depth = 0;
        int start = text.length();
        boolean nameMayPrecede = true;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            JavaTokens.Span token = tokens.get(i);
            char c = text.charAt(token.start());
            boolean symbol = token.kind() == JavaTokens.Kind.SYMBOL;
            if (symbol && (c == ')' || c == ']' || c == '}')) {
                depth++;
            } else if (symbol && (c == '(' || c == '[' || c == '{')) {
                depth--;
                if (depth < 0) {
                    break;
                }
            } else if (depth == 0) {
                boolean point = symbol && c == '.';
                boolean name = !symbol && nameMayPrecede && (token.kind() != JavaTokens.Kind.KEYWORD || text.startsWith("this", token.start()));
                boolean creates = token.kind() == JavaTokens.Kind.KEYWORD && text.startsWith("new", token.start());
                if (!point && !name && !creates) {
                    break;
                }
                nameMayPrecede = point;
            }
            start = token.start();
        }
        return text.substring(Math.min(start, text.length())).strip();
    }

    /** The class of a type as a snippet spells it. */
    private Optional<Class<?>> type(String spelled) {
        String name = spelled.replaceAll("<.*>", "").replaceAll("\\[]", "").strip();
        if (!name.matches("[\\w.]+")) {
            return Optional.empty();
        }
        List<String> tried = new ArrayList<>(List.of(name));
        SnippetEngine.IMPORTS.forEach(imported -> tried.add(imported + "." + name));
        tried.add("java.lang." + name);
        for (String one : tried) {
            String binary = one.replaceAll("(?<=\\.|^)([A-Z]\\w*)\\.(?=[A-Z])", "$1\\$").replaceAll("(?<=\\$)([A-Z]\\w*)\\.(?=[A-Z])", "$1\\$");
            try {
                return Optional.of(Class.forName(binary, false, loader));
            } catch (ClassNotFoundException | LinkageError absent) {
                // The next package may have it.
            }
        }
        return Optional.empty();
    }

    private Completions.Candidate member(Receiver receiver, String word) {
        String name = name(word);
        Class<?> type = receiver.type();
        if (word.indexOf('(') >= 0) {
            List<Method> methods = Arrays.stream(type.getMethods())
                    .filter(method -> method.getName().equals(name) && !method.isBridge() && !method.isSynthetic())
                    .filter(method -> !receiver.isType() || Modifier.isStatic(method.getModifiers()))
                    .sorted(Comparator.comparingInt(Method::getParameterCount))
                    .toList();
            if (methods.isEmpty()) {
                return Completions.Candidate.plain(word);
            }
            String more = methods.size() == 1 ? "" : ", and " + (methods.size() - 1) + " more";
            String said = methods.stream().flatMap(method -> docs.ofMethod(method).stream()).findFirst().map(ApiDocs::firstSentence).orElse("");
            return new Completions.Candidate(word, Completions.Kind.METHOD, signature(methods.get(0)) + more, said);
        }
        for (Field field : type.getFields()) {
            if (field.getName().equals(name)) {
                return new Completions.Candidate(word, Completions.Kind.FIELD, field.getType().getSimpleName() + " " + name,
                        docs.ofField(type, name).map(ApiDocs::firstSentence).orElse(""));
            }
        }
        for (Class<?> nested : type.getClasses()) {
            if (nested.getSimpleName().equals(name)) {
                return ofType(word, nested);
            }
        }
        return Completions.Candidate.plain(word);
    }

    private static String signature(Method method) {
        String parameters = Arrays.stream(method.getParameters())
                .map(parameter -> spelled(parameter.getParameterizedType()) + (parameter.isNamePresent() ? " " + parameter.getName() : ""))
                .collect(Collectors.joining(", ", "(", ")"));
        return spelled(method.getGenericReturnType()) + " " + method.getName() + parameters;
    }

    /** Without packages. */
    private static String spelled(Type type) {
        return type.getTypeName().replaceAll("(?:[a-z_]\\w*\\.)+(?=[A-Z])", "").replace('$', '.');
    }

    private Completions.Candidate top(String word, Map<String, String> variables) {
        if (variables.containsKey(word)) {
            return new Completions.Candidate(word, Completions.Kind.VARIABLE, variables.get(word) + " " + word, "");
        }
        if (word.indexOf('(') >= 0) {
            return new Completions.Candidate(word, Completions.Kind.METHOD, "", "");
        }
        return Character.isUpperCase(word.charAt(0)) ? type(word).map(type -> ofType(word, type)).orElseGet(() -> Completions.Candidate.plain(word))
                : Completions.Candidate.plain(word);
    }

    private Completions.Candidate ofType(String word, Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        return new Completions.Candidate(word, Completions.Kind.TYPE, kind + " " + type.getPackageName(), docs.ofType(type).map(ApiDocs::firstSentence).orElse(""));
    }

    /** Types by the names of variables. */
    private Map<String, String> variables() {
        return shell.variables().collect(Collectors.toMap(variable -> variable.name(), variable -> variable.typeName(), (first, second) -> second));
    }

    /** Those that modules export, and that may be imported. */
    private static Set<String> packages(String before) {
        Matcher imported = IMPORT.matcher(before);
        if (!imported.matches()) {
            return Set.of();
        }
        String begun = imported.group(1);
        return ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(export -> !export.isQualified() && export.source().startsWith(begun) && export.source().length() > begun.length())
                .filter(export -> !export.source().startsWith("org.jline") && !export.source().startsWith("picocli"))
                .map(export -> export.source().substring(begun.length()).replaceFirst("\\..*", "") + ".")
                .filter(segment -> segment.startsWith(imported.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
