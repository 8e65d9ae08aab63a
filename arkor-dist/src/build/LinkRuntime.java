import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Sorts the program's jars into those of the program and those that only its workers load, and links the first with a JDK into a runtime image of this
 * platform. Linked, their module graph is computed here and not at every start, which on JDK 17 is most of the start.
 */
final class LinkRuntime {

    private static final String PROGRAM = "ai.arkor.shell";
    private static final String MAIN_CLASS = "ai.arkor.shell.Main";

    /** The provider of logging is found as a service, so nothing requires it. */
    private static final List<String> ROOTS = List.of(PROGRAM, "org.slf4j.simple");

    /** What workers compute with is loaded from a folder by them alone; an automatic module names no requirements, so the tokenizer's are named here. */
    private static final List<String> TOKENIZER = List.of("ai.djl.tokenizers", "com.google.gson", "com.sun.jna");
    private static final String LIBTORCH = "org.bytedeco.";

    /** Beside what the program requires: what cannot be seen to be required (elliptic curves of https, zip file systems), and what entries of users may well use. */
    private static final List<String> MORE_OF_THE_JDK = List.of("java.instrument", "java.management", "java.scripting", "java.xml", "jdk.charsets",
            "jdk.crypto.ec", "jdk.httpserver", "jdk.jfr", "jdk.management", "jdk.net", "jdk.zipfs");

    /** The class file version of JDK 17: JLine carries classes for later ones, which jlink of 17 cannot read and its jni provider does not need. */
    private static final int BASELINE = 61;

    private final Path jars;
    private final Path out;
    private final Instant timestamp;

    private LinkRuntime(Path jars, Path out, Instant timestamp) {
        this.jars = jars;
        this.out = out;
        this.timestamp = timestamp;
    }

    /** @param arguments the folder of all jars, the folder to write, and the time that written jars carry */
    public static void main(String[] arguments) throws IOException {
        new LinkRuntime(Path.of(arguments[0]).toAbsolutePath(), Path.of(arguments[1]), Instant.parse(arguments[2])).run();
    }

    private void run() throws IOException {
        delete(out);
        Path program = Files.createDirectories(out.resolve("program"));
        Path engine = Files.createDirectories(out.resolve("engine"));
        ModuleFinder all = ModuleFinder.of(jars);
        name(jar(all.find("org.jline").orElseThrow()), program);
        Set<Path> required = required(ModuleFinder.of(program), ROOTS);
        copy(required, program);
        Set<Path> computing = required(ModuleFinder.of(), Stream.concat(TOKENIZER.stream(),
                all.findAll().stream().map(module -> module.descriptor().name()).filter(name -> name.startsWith(LIBTORCH))).toList());
        computing.removeIf(jar -> Files.exists(program.resolve(jar.getFileName())));
        copy(computing, engine);
        Path shell = jar(ModuleFinder.of(program).find(PROGRAM).orElseThrow());
        tool("jar", "--update", "--file", shell.toString(), "--main-class", MAIN_CLASS, "--date", timestamp.toString());
        link(program);
        shareClasses(out.resolve("runtime"));
    }

    /** JLine is an automatic module, which jlink refuses and which is looked through at every start: gives it a descriptor under the name it asks for. */
    private void name(Path jline, Path folder) throws IOException {
        Path work = Files.createDirectories(out.resolve("jline"));
        Set<String> packages = new TreeSet<>();
        Path named = folder.resolve(jline.getFileName());
        try (JarFile jar = new JarFile(jline.toFile()); ZipOutputStream copy = new ZipOutputStream(Files.newOutputStream(named))) {
            for (ZipEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
                byte[] bytes;
                try (InputStream in = jar.getInputStream(entry)) {
                    bytes = in.readAllBytes();
                }
                String name = entry.getName();
                if (name.endsWith(".class")) {
                    if (((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) > BASELINE) {
                        continue;
                    }
                    packages.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
                }
                if (!name.equals("META-INF/jline/providers/ffm")) {
                    write(copy, name, bytes);
                }
            }
        }
        Path source = work.resolve("module-info.java");
        Files.writeString(source, packages.stream().map(name -> "    exports " + name + ";\n").collect(Collectors.joining("",
                "open module org.jline {\n    requires java.logging;\n    requires java.management;\n    requires jdk.unsupported;\n", "}\n")));
        tool("javac", "--release", "17", "--patch-module", "org.jline=" + named, "-d", work.toString(), source.toString());
        tool("jar", "--update", "--file", named.toString(), "--date", timestamp.toString(), "-C", work.toString(), "module-info.class");
    }

    private void write(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(timestamp.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
        jar.putNextEntry(entry);
        jar.write(bytes);
        jar.closeEntry();
    }

    /** The jars of these modules and of all that they require. */
    private Set<Path> required(ModuleFinder first, List<String> roots) {
        return Configuration.empty().resolve(ModuleFinder.compose(ModuleFinder.ofSystem(), first), ModuleFinder.of(jars), roots)
                .modules().stream()
                .map(ResolvedModule::reference)
                .filter(module -> module.location().orElseThrow().getScheme().equals("file"))
                .map(LinkRuntime::jar)
                .filter(jar -> jar.startsWith(jars))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void copy(Set<Path> jars, Path folder) throws IOException {
        for (Path jar : jars) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }

    private static Path jar(ModuleReference module) {
        return Path.of(module.location().orElseThrow());
    }

    private void link(Path program) {
        List<String> modules = new ArrayList<>(ROOTS);
        modules.addAll(MORE_OF_THE_JDK);
        List<String> arguments = new ArrayList<>(List.of("--module-path", program.toString(), "--add-modules", String.join(",", modules),
                // Not the debug information of classes: with it go line numbers, and the names of parameters that completion shows.
                "--no-man-pages", "--no-header-files", "--output", out.resolve("runtime").toString()));
        // JDKs that come without the symbols of their libraries need nothing stripped.
        if (Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "objcopy")))) {
            arguments.addAll(List.of("--strip-native-debug-symbols", "exclude-debuginfo-files"));
        }
        tool("jlink", arguments.toArray(String[]::new));
    }

    /** The JDK's own archive of classes, which is used until there is one of the program's, and by workers. */
    private static void shareClasses(Path runtime) throws IOException {
        Process process = new ProcessBuilder(runtime.resolve("bin").resolve("java").toString(), "-Xshare:dump", "-Xlog:disable").inheritIO().start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("The linked runtime does not run: " + runtime);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void tool(String name, String... arguments) {
        if (ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments) != 0) {
            throw new IllegalStateException(name + " failed: " + String.join(" ", arguments));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    // jlink writes some files read-only.
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
