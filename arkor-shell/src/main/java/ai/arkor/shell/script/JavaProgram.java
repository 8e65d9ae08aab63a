package ai.arkor.shell.script;

import ai.arkor.api.ArkorException;
import ai.arkor.api.EntryException;
import ai.arkor.api.EntryException.SourceError;
import ai.arkor.api.EntryException.SourcePosition;
import ai.arkor.api.spi.EntryModules;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A program in one Java file, with the sources beside it that it uses: compiled in memory, and run as {@code java File.java} would. */
public final class JavaProgram {

    private final Method main;

    private JavaProgram(Method main) {
        this.main = main;
    }

    /**
     * Compiles it.
     *
     * @param folder the project's
     * @throws EntryException when it does not compile, when it has no main method, or when this is no JDK
     */
    public static JavaProgram compile(Path file, Path folder, List<Path> classPath) {
        if (!Files.isRegularFile(file)) {
            throw new ArkorException("There is no file " + file);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new EntryException("Compiling " + file + " needs a JDK, and this is a JRE without a compiler (" + System.getProperty("java.home") + ")");
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, StandardCharsets.UTF_8);
                MemoryClasses classes = new MemoryClasses(files)) {
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(file.toAbsolutePath().getParent()));
            StringWriter other = new StringWriter();
            List<String> options = new ArrayList<>(List.of("-proc:none", "-g", "-parameters", "-implicit:class", "-Xprefer:source"));
            options.addAll(EntryModules.compilerOptions(classPath));
            if (!compiler.getTask(other, classes, diagnostics, options, null, files.getJavaFileObjects(file)).call()) {
                throw failure(file, diagnostics.getDiagnostics(), other.toString());
            }
            ClassLoader loader = classes.loader(EntryModules.loader(folder, classPath), folder);
            return new JavaProgram(main(file, classes.topLevelNames(), loader));
        } catch (IOException e) {
            throw new EntryException("Could not compile " + file + ": " + e, e);
        }
    }

    private static EntryException failure(Path file, List<Diagnostic<? extends JavaFileObject>> diagnostics, String other) {
        List<SourceError> errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null)
                .map(JavaProgram::placed)
                .toList();
        return errors.isEmpty() ? new EntryException(file + " does not compile: " + other.strip()) : new EntryException(errors, "");
    }

    private static SourceError placed(Diagnostic<? extends JavaFileObject> error) {
        Path source = Path.of(error.getSource().toUri());
        String message = error.getMessage(Locale.ENGLISH);
        try {
            return SourceError.at(source, Files.readString(source), (int) Math.max(0, error.getPosition()), message);
        } catch (IOException unreadableNow) {
            return new SourceError(new SourcePosition(source, Math.max(1, error.getLineNumber()), Math.max(1, error.getColumnNumber())), message, "");
        }
    }

    /** Of the first class that has one; in its full form before the short ones. */
    private static Method main(Path file, List<String> names, ClassLoader loader) {
        for (String name : names) {
            try {
                Optional<Method> found = main(Class.forName(name, false, loader));
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (ClassNotFoundException | LinkageError e) {
                throw new EntryException("Could not load " + name + " of " + file + ": " + e, e);
            }
        }
        throw new EntryException(file + " has no main method. Snippets without a class go into a .jsh file");
    }

    private static Optional<Method> main(Class<?> type) {
        for (Class<?>[] parameters : List.<Class<?>[]>of(new Class<?>[] {String[].class}, new Class<?>[0])) {
            try {
                Method method = type.getDeclaredMethod("main", parameters);
                if (method.getReturnType() == void.class && !Modifier.isPrivate(method.getModifiers())) {
                    method.setAccessible(true);
                    return Optional.of(method);
                }
            } catch (NoSuchMethodException absent) {
                // The other form may be there.
            }
        }
        return Optional.empty();
    }

    /**
     * Runs it to its end: that of its main method, and of every thread it started that is no daemon.
     *
     * @param thrown told what its main method throws, with the part of the stack that is the program's, before other threads are waited for: one that
     *     never ends would hide it
     */
    public void run(List<String> arguments, Consumer<Throwable> thrown) throws InterruptedException {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(main.getDeclaringClass().getClassLoader());
        try {
            call(arguments, thrown);
            awaitThreads(others);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void call(List<String> arguments, Consumer<Throwable> thrown) {
        try {
            @Nullable Object target = Modifier.isStatic(main.getModifiers()) ? null : instance(main.getDeclaringClass());
            main.invoke(target, main.getParameterCount() == 0 ? new Object[0] : new Object[] {arguments.toArray(String[]::new)});
        } catch (InvocationTargetException e) {
            thrown.accept(e.getCause() == null ? e : cut(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("It was made accessible", e);
        }
    }

    private static Object instance(Class<?> type) throws InvocationTargetException {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw e;
        } catch (ReflectiveOperationException e) {
            throw new EntryException("The class " + type.getName() + " of the main method has no constructor without parameters; make the method static", e);
        }
    }

    /** Without the frames below the main method, which are this program's. */
    private Throwable cut(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = frames.length - 1; i >= 0; i--) {
            if (frames[i].getClassName().equals(main.getDeclaringClass().getName()) && frames[i].getMethodName().equals("main")) {
                thrown.setStackTrace(List.of(frames).subList(0, i + 1).toArray(StackTraceElement[]::new));
                break;
            }
        }
        return thrown;
    }

    /** {@code File.java:12}, where the program threw that or called what did; empty when it is nowhere in the stack. */
    public Optional<String> place(Throwable thrown) {
        ClassLoader own = main.getDeclaringClass().getClassLoader();
        return List.of(thrown.getStackTrace()).stream()
                .filter(frame -> Objects.equals(frame.getClassLoaderName(), own.getName()) && frame.getFileName() != null)
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
    }

    private static void awaitThreads(Set<Thread> others) throws InterruptedException {
        while (true) {
            Optional<Thread> next = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.isDaemon() && !others.contains(thread) && thread != Thread.currentThread())
                    .findFirst();
            if (next.isEmpty()) {
                return;
            }
            next.get().join();
        }
    }
}
