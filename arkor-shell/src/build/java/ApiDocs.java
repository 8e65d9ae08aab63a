import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Run by the build: {@code java ApiDocs.java OUT PACKAGE_FOLDER...} writes what the sources of those folders say of their public types and members, as
 * plain text, for the prompt's completion. One line each, sorted: {@code TYPE} or {@code TYPE#member} or {@code TYPE#method(Type,Type)}, a tab, and the
 * text, its line feeds spelled {@code \n}.
 */
public final class ApiDocs {

    /** A space of code, which is kept. */
    private static final char INDENTED = '\u00a0';

    private final DocTrees trees;
    private final Map<String, String> entries = new TreeMap<>();

    private ApiDocs(DocTrees trees) {
        this.trees = trees;
    }

    public static void main(String[] arguments) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of(arguments).subList(1, arguments.length)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java")).forEach(sources::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            ApiDocs docs = new ApiDocs(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                docs.new Types().scan(unit, null);
            }
            Path out = Path.of(arguments[0]);
            Files.createDirectories(out.getParent());
            Files.write(out, docs.entries.entrySet().stream().map(entry -> entry.getKey() + "\t" + entry.getValue().replace("\n", "\\n")).toList());
        }
    }

    private final class Types extends TreePathScanner<Void, Void> {

        private String type = "";
        private boolean inInterface;

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            if (!isPublic(tree.getModifiers().getFlags())) {
                return null;
            }
            String outer = type;
            boolean outerIsInterface = inInterface;
            String pack = String.valueOf(getCurrentPath().getCompilationUnit().getPackageName());
            type = outer.isEmpty() ? pack + "." + tree.getSimpleName() : outer + "." + tree.getSimpleName();
            inInterface = tree.getKind() == Tree.Kind.INTERFACE;
            DocCommentTree comment = comment(type);
            if (comment != null && tree.getKind() == Tree.Kind.RECORD) {
                // What is said of a record's components is said of their methods.
                for (DocTree tag : comment.getBlockTags()) {
                    if (tag instanceof ParamTree parameter) {
                        entries.putIfAbsent(type + "#" + parameter.getName() + "()", sentence(text(parameter.getDescription())));
                    }
                }
            }
            super.visitClass(tree, nothing);
            type = outer;
            inInterface = outerIsInterface;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            if (isPublic(tree.getModifiers().getFlags())) {
                String name = tree.getName().contentEquals("<init>") ? type.substring(type.lastIndexOf('.') + 1) : tree.getName().toString();
                comment(type + "#" + name + tree.getParameters().stream().map(parameter -> simple(parameter.getType().toString()))
                        .collect(Collectors.joining(",", "(", ")")));
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            boolean constant = tree.getModifiers().getFlags().contains(Modifier.PUBLIC) || inInterface || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.ENUM;
            if (constant && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
                comment(type + "#" + tree.getName());
            }
            return null;
        }

        private boolean isPublic(java.util.Set<Modifier> flags) {
            return flags.contains(Modifier.PUBLIC) || inInterface && !flags.contains(Modifier.PRIVATE);
        }

        private DocCommentTree comment(String key) {
            TreePath path = getCurrentPath();
            DocCommentTree comment = trees.getDocCommentTree(path);
            String text = comment == null ? "" : whole(comment);
            if (!text.isEmpty()) {
                entries.put(key, text);
            }
            return comment;
        }
    }

    private static String simple(String type) {
        String erased = type.replaceAll("@\\w+(\\.\\w+)*\\s*", "").replaceAll("<.*>", "").replace("...", "[]").strip();
        return erased.substring(erased.lastIndexOf('.') + 1);
    }

    private static String whole(DocCommentTree comment) {
        List<String> lines = new ArrayList<>();
        String body = text(comment.getFullBody());
        if (!body.isEmpty()) {
            lines.add(body);
        }
        for (DocTree tag : comment.getBlockTags()) {
            if (tag instanceof ParamTree parameter) {
                lines.add("  " + (parameter.isTypeParameter() ? "<" + parameter.getName() + ">" : parameter.getName()) + ": " + text(parameter.getDescription()));
            } else if (tag instanceof ReturnTree result) {
                lines.add("  gives " + text(result.getDescription()));
            } else if (tag instanceof ThrowsTree thrown) {
                lines.add("  throws " + thrown.getExceptionName() + " " + text(thrown.getDescription()));
            }
        }
        return String.join("\n", lines);
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static String text(List<? extends DocTree> trees) {
        StringBuilder text = new StringBuilder();
        trees.forEach(tree -> append(tree, text));
        return text.toString().replaceAll("[ \t]+", " ").replaceAll(" ?\n ?", "\n").strip().replace(INDENTED, ' ');
    }

    /** Line breaks of the source are spaces; those of paragraphs, lists and code stay, for which {@code append} writes them itself. */
    private static void append(DocTree tree, StringBuilder text) {
        if (tree instanceof TextTree plain) {
            text.append(plain.getBody().replaceAll("\\s*\n\\s*", " "));
        } else if (tree instanceof LiteralTree literal) {
            String body = literal.getBody().getBody();
            boolean lines = body.startsWith("\n");
            text.append(lines ? body.stripTrailing().replace(' ', INDENTED) : body.replaceAll("\\s*\n\\s*", " "));
        } else if (tree instanceof LinkTree link) {
            String label = text(link.getLabel());
            text.append(label.isEmpty() ? link.getReference().getSignature().replaceFirst("^#", "").replace('#', '.') : label);
        } else if (tree instanceof EntityTree entity) {
            text.append(switch (entity.getName().toString()) {
                case "lt" -> "<";
                case "gt" -> ">";
                case "amp" -> "&";
                default -> "";
            });
        } else if (tree instanceof StartElementTree element) {
            text.append(switch (element.getName().toString()) {
                case "p", "ul", "ol", "pre" -> "\n";
                case "li" -> "\n- ";
                default -> "";
            });
        } else if (!(tree instanceof EndElementTree)) {
            text.append(tree.toString().replaceAll("^\\{@\\w+\\s*|}$", ""));
        }
    }
}
