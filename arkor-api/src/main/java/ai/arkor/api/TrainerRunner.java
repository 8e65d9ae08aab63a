package ai.arkor.api;

import ai.arkor.api.spi.EntryLoader;
import ai.arkor.api.spi.EntryModules;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a project's trainer from its entry to its end. It prints nothing; it tells a {@link RunnerListener}. Immutable; each setting gives a changed
 * copy.
 *
 * <p>An entry is a {@code .java} source (compiled with those beside and below it that it uses), a jar that {@link EntryCompiler} built, a file that an
 * {@link EntryLoader} loads, or a class. Its trainer comes from a static field or no-argument static method {@code arkor}, then {@code trainer}, then
 * from the class itself as a {@code Supplier}.
 */
public final class TrainerRunner {

    private final @Nullable ArkorClient client;
    private final RunnerListener listener;
    private final AwaitOptions awaitOptions;
    private final Path workingDirectory;
    private final List<Path> classPath;

    private TrainerRunner(@Nullable ArkorClient client, RunnerListener listener, AwaitOptions awaitOptions, Path workingDirectory, List<Path> classPath) {
        this.client = client;
        this.listener = listener;
        this.awaitOptions = awaitOptions;
        this.workingDirectory = workingDirectory;
        this.classPath = classPath;
    }

    /** A runner that tells nobody and finds its client as a {@link Trainer} does. */
    public static TrainerRunner create() {
        return new TrainerRunner(null, new RunnerListener() {}, AwaitOptions.DEFAULT, Path.of(""), List.of());
    }

    /** Drives trainers that have no client of their own with that one; the caller closes it. */
    public TrainerRunner client(ArkorClient value) {
        return new TrainerRunner(value, listener, awaitOptions, workingDirectory, classPath);
    }

    public TrainerRunner listener(RunnerListener value) {
        return new TrainerRunner(client, value, awaitOptions, workingDirectory, classPath);
    }

    public TrainerRunner awaitOptions(AwaitOptions value) {
        return new TrainerRunner(client, listener, value, workingDirectory, classPath);
    }

    /** The folder that relative paths start from and that classes run in as their project; the process's working directory unless set. */
    public TrainerRunner workingDirectory(Path value) {
        return new TrainerRunner(client, listener, awaitOptions, value, classPath);
    }

    /**
     * What entries are compiled and run with beside Arkor and the JDK, before what the project's own build has left (see {@link EntryCompiler}). Without one,
     * a jar that was built with one is run with that.
     *
     * @param value jars and folders of classes; relative ones start from the process's working directory
     */
    public TrainerRunner classPath(List<Path> value) {
        return new TrainerRunner(client, listener, awaitOptions, workingDirectory, List.copyOf(value));
    }

    /** Runs the project in the working directory. */
    public TrainingResult run() throws InterruptedException {
        return run(Path.of(""));
    }

    /**
     * Runs an entry.
     *
     * @param path an entry file, or a project folder
     * @return how the run ended, also when it failed or was cancelled
     * @throws EntryException when the entry cannot be found, compiled or loaded, or gives no trainer
     * @see TrainingRun#await(AwaitOptions) what else is thrown
     */
    public TrainingResult run(Path path) throws InterruptedException {
        return run(load(path));
    }

    /** Runs the trainer of an entry class, in the working directory. */
    public TrainingResult run(Class<?> entry) throws InterruptedException {
        return run(drive(EntryPoints.trainerOf(entry), projectDirectory()));
    }

    /** Runs the trainer of an entry class, which is found as {@link #load(String)} does. */
    public TrainingResult run(String className) throws InterruptedException {
        return run(load(className));
    }

    /**
     * The trainer an entry gives, not started, to be driven by this runner's client. Its classes stay loaded as long as it is used. A source is compiled
     * when the jar that was built of it before does not hold any more; the listener is told why.
     *
     * @throws EntryException when the entry cannot be found, compiled or loaded, or gives no trainer
     */
    public Trainer load(Path path) {
        EntryLocation entry = EntryLocation.find(workingDirectory.resolve(path), "Training");
        if (entry.isSource()) {
            EntryCompiler.Built built = new EntryBuild(entry, classPath).upToDate(listener);
            return drive(fromJar(built.jar(), EntryJar.read(built.jar()), built.classPath(), entry), entry.projectDirectory());
        }
        EntryBuild build = new EntryBuild(entry, classPath);
        if (entry.isJar()) {
            EntryJar jar = EntryJar.read(entry.file());
            return drive(fromJar(entry.file(), jar, build.classPathOf(jar, listener), entry), entry.projectDirectory());
        }
        EntryLoader loader = loader(entry.file());
        build.output().notices().forEach(listener::noticed);
        Object given = loader.load(entry.file(), entry.projectDirectory(), build.classPath());
        return drive(EntryPoints.trainerOf(given, entry.file().toString()), entry.projectDirectory());
    }

    /**
     * The trainer an entry class gives, as {@link #load(Path)}. The class is looked for on the runner's class path, in what the project's own build has left
     * (see {@link EntryCompiler}), and on the caller's class path or in its modules.
     *
     * @param className the class's binary name, such as {@code com.acme.SupportBot}
     * @throws EntryException when there is no such class, saying where it was looked for, when it cannot be loaded, or when it gives no trainer
     */
    public Trainer load(String className) {
        EntryBuild build = new EntryBuild(EntryLocation.ofClasses(projectDirectory()), classPath);
        Class<?> entry = classOf(className, build);
        build.output().notices().forEach(listener::noticed);
        return drive(inLoader(entry.getClassLoader(), () -> EntryPoints.trainerOf(entry)), projectDirectory());
    }

    private static Class<?> classOf(String className, EntryBuild build) {
        List<ClassLoader> loaders = new ArrayList<>(List.of(EntryModules.loader(build.entry().projectDirectory(), build.classPath()),
                TrainerRunner.class.getClassLoader()));
        Optional.ofNullable(Thread.currentThread().getContextClassLoader()).ifPresent(loaders::add);
        for (ClassLoader loader : loaders) {
            try {
                return Class.forName(className, false, loader);
            } catch (ClassNotFoundException notThere) {
                // The next may have it.
            } catch (LinkageError e) {
                throw EntryPoints.notLoaded("The class " + className, e);
            }
        }
        String looked = build.classPath().stream().map(build.entry()::nameOf).collect(Collectors.joining(", "));
        String remedy = build.output().remedy();
        throw new EntryException("There is no class " + className + ": it was looked for in " + (looked.isEmpty() ? "" : looked + " and ")
                + "what runs here already. Name its jar or folder with --class-path, or with TrainerRunner.classPath" + (remedy.isEmpty() ? "" : ". " + remedy),
                new ClassNotFoundException(className));
    }

    private Path projectDirectory() {
        return workingDirectory.toAbsolutePath().normalize();
    }

    private TrainingResult run(Trainer trainer) throws InterruptedException {
        listener.started(trainer.start());
        TrainingResult result = trainer.await(awaitOptions);
        listener.finished(result);
        return result;
    }

    private Trainer drive(Trainer trainer, Path projectDirectory) {
        trainer.driveBy(() -> client == null ? DefaultClients.open(projectDirectory) : client.forProject(projectDirectory));
        return trainer;
    }

    /** The loader stays open, because a trainer's callbacks load their classes late; it is collected with the trainer. */
    @SuppressWarnings("resource")
    private static Trainer fromJar(Path file, EntryJar jar, List<Path> classPath, EntryLocation entry) {
        try {
            ClassLoader loader = new EntryClassLoader(file, jar.classes(), entry.projectDirectory(), classPath);
            return inLoader(loader, () -> EntryPoints.trainerOf(Class.forName(jar.entryClass(), false, loader)));
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Libraries that find things by the thread's loader find the entry's too. */
    private static Trainer inLoader(ClassLoader loader, Loading loading) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return loading.trainer();
        } catch (ClassNotFoundException | LinkageError e) {
            throw EntryPoints.notLoaded("The entry", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @FunctionalInterface
    private interface Loading {
        Trainer trainer() throws ClassNotFoundException;
    }

    private static EntryLoader loader(Path file) {
        return ServiceLoader.load(EntryLoader.class, TrainerRunner.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(loader -> loader.loads(file))
                .findFirst()
                .orElseThrow(() -> new EntryException("Nothing here can load " + file + ". A .java source and a built .jar always can;"
                        + " .jsh needs the shell (run it with: arkor start " + file.getFileName() + ")"));
    }
}
