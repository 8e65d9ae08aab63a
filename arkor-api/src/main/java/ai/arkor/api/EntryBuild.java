package ai.arkor.api;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * An entry, and what it is to be compiled with: knows whether a jar that was built of it before still holds.
 *
 * @param given the class path that was named
 * @param output the rest of the class path
 */
record EntryBuild(EntryLocation entry, List<Path> given, ProjectOutput output) {

    EntryBuild(EntryLocation entry, List<Path> given) {
        this(entry, given.stream().map(element -> element.toAbsolutePath().normalize()).toList(), ProjectOutput.of(entry.projectDirectory()));
        for (Path element : this.given) {
            if (!Files.exists(element)) {
                throw new EntryException("The class path names " + element + ", which is not there");
            }
        }
    }

    /** All that is compiled with, in order. */
    List<Path> classPath() {
        return Stream.concat(given.stream(), output.classPath().stream()).distinct().toList();
    }

    /** The jar that is there when it still holds, or else a new one. A class path that was named for the one that is there is kept, unless another one is. */
    EntryCompiler.Built upToDate(RunnerListener listener) {
        Path jar = entry.builtJar();
        if (!Files.exists(jar)) {
            return EntryCompiler.build(this, listener, built -> listener.built(jar));
        }
        Optional<BuildRecord> record = record(jar);
        EntryBuild build = record.isPresent() && given.isEmpty() ? new EntryBuild(entry, given(record.get()), output) : this;
        Optional<String> reason = record.isEmpty()
                ? Optional.of(entry.nameOf(jar) + " was not built by this version of Arkor")
                : build.changeSince(record.get()).or(() -> build.changedClassPath(record.get()));
        if (reason.isPresent()) {
            return EntryCompiler.build(build, listener, built -> listener.rebuilt(jar, reason.get()));
        }
        output.notices().forEach(listener::noticed);
        listener.reused(jar);
        return new EntryCompiler.Built(entry.file(), jar, entry.projectDirectory(), build.classPath());
    }

    /** What a jar that is run as it is needs, as far as it is there. */
    List<Path> classPathOf(EntryJar jar, RunnerListener listener) {
        if (jar.record().isEmpty()) {
            output.notices().forEach(listener::noticed);
            return classPath();
        }
        BuildRecord record = jar.record().get();
        String name = entry.nameOf(entry.file());
        if (entry.file().equals(entry.builtJar()) && Files.exists(entry.projectDirectory().resolve(record.entry()))) {
            changedSource(record).ifPresent(change -> listener.noticed(change + " since " + name + " was built, which runs as it is"));
        }
        List<Path> all = new ArrayList<>(given);
        Stream.concat(record.classPath().keySet().stream(), record.projectClassPath().keySet().stream()).distinct().forEach(element -> {
            Path path = entry.projectDirectory().resolve(element);
            if (Files.exists(path)) {
                all.add(path);
            } else {
                listener.noticed(name + " was built with " + element + " on the class path, which is not there");
            }
        });
        return all;
    }

    private static Optional<BuildRecord> record(Path jar) {
        try {
            return EntryJar.read(jar).record();
        } catch (EntryException unreadable) {
            return Optional.empty();
        }
    }

    private List<Path> given(BuildRecord record) {
        List<Path> elements = record.classPath().keySet().stream().map(entry.projectDirectory()::resolve).toList();
        for (Path element : elements) {
            if (!Files.exists(element)) {
                throw new EntryException(entry.nameOf(entry.builtJar()) + " was built with " + element
                        + " on the class path, which is not there any more. Name another class path, or build the entry again without one");
            }
        }
        return elements;
    }

    /** What became of the sources and the JDK since the jar was built. */
    private Optional<String> changeSince(BuildRecord record) {
        String jar = entry.nameOf(entry.builtJar());
        if (!record.entry().equals(entry.nameOf(entry.file()))) {
            return Optional.of(jar + " was built from " + record.entry());
        }
        // An older JDK's classes run here, which is what a JRE is for.
        boolean runs = record.java() < BuildRecord.thisJava() && ToolProvider.getSystemJavaCompiler() == null;
        if (record.java() != BuildRecord.thisJava() && !runs) {
            return Optional.of(jar + " was built by Java " + record.java() + ", and this is " + BuildRecord.thisJava());
        }
        if (!record.arkor().equals(BuildRecord.thisArkor())) {
            return Optional.of(jar + " was built by Arkor " + record.arkor() + ", and this is " + BuildRecord.thisArkor());
        }
        return changedSource(record).map(change -> change + " since " + jar + " was built");
    }

    /** Such as {@code src/arkor/Index.java has changed}. */
    Optional<String> changedSource(BuildRecord record) {
        for (Map.Entry<String, String> source : record.sources().entrySet()) {
            Path file = entry.projectDirectory().resolve(source.getKey());
            try {
                if (!Files.exists(file)) {
                    return Optional.of(source.getKey() + " was deleted");
                }
                if (!Fingerprint.of(Files.readAllBytes(file)).equals(source.getValue())) {
                    return Optional.of(source.getKey() + " has changed");
                }
            } catch (IOException e) {
                throw new EntryException("Could not read " + file + ": " + e, e);
            }
        }
        for (Map.Entry<String, List<String>> folder : record.folders().entrySet()) {
            Path path = entry.projectDirectory().resolve(folder.getKey());
            TreeSet<String> added = new TreeSet<>(sourcesIn(path));
            folder.getValue().forEach(added::remove);
            if (!added.isEmpty()) {
                return Optional.of(entry.nameOf(path.resolve(added.first())) + " was added");
            }
        }
        return Optional.empty();
    }

    static List<String> sourcesIn(Path folder) {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> sources = Files.newDirectoryStream(folder, "*.java")) {
                sources.forEach(source -> names.add(source.getFileName().toString()));
            } catch (IOException e) {
                throw new EntryException("Could not read the folder " + folder + ": " + e, e);
            }
        }
        return names;
    }

    private Optional<String> changedClassPath(BuildRecord record) {
        Map<String, String> before = new LinkedHashMap<>(record.classPath());
        before.putAll(record.projectClassPath());
        Map<String, String> now = fingerprints(given);
        now.putAll(fingerprints(output.classPath()));
        String jar = entry.nameOf(entry.builtJar());
        if (!List.copyOf(before.keySet()).equals(List.copyOf(now.keySet()))) {
            return Optional.of("The class path is not the one that " + jar + " was built with");
        }
        return now.entrySet().stream().filter(element -> !element.getValue().equals(before.get(element.getKey()))).findFirst()
                .map(element -> element.getKey() + " has changed since " + jar + " was built");
    }

    /** By the elements' names in the project, in the class path's order. */
    Map<String, String> fingerprints(List<Path> elements) {
        Map<String, String> fingerprints = new LinkedHashMap<>();
        elements.forEach(element -> fingerprints.put(entry.nameOf(element), Fingerprint.ofClasses(element)));
        return fingerprints;
    }
}
