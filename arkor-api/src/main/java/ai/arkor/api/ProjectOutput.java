package ai.arkor.api;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the build of a project has left for its entry to use. Nothing is run and nothing is downloaded; what Maven or Gradle has not written is not there.
 *
 * <p>Maven, when there is a {@code pom.xml}: {@code target/classes}; the jars that {@code target/classpath.txt} names, or else those in
 * {@code target/dependency}. Gradle, when there is a {@code build.gradle}, {@code settings.gradle} or one of the same with {@code .kts}: each
 * {@code build/classes/LANGUAGE/main}, and {@code build/resources/main}; the jars that {@code build/classpath.txt} names, or else those in
 * {@code build/install/NAME/lib}. Neither poms nor parents nor other modules are looked at, and sources are compared by their times only.
 *
 * @param classPath what is there of it, in order
 * @param notices what people should know of it, each one line: what is used, and what is old or missing of it
 * @param remedy how to have more of it; empty when nothing is missing
 */
record ProjectOutput(List<Path> classPath, List<String> notices, String remedy) {

    private static final ProjectOutput NONE = new ProjectOutput(List.of(), List.of(), "");

    static ProjectOutput of(Path project) {
        List<ProjectOutput> found = new ArrayList<>();
        if (Files.isRegularFile(project.resolve("pom.xml"))) {
            found.add(new Finder(project, "target", "mvn compile",
                    "mvn dependency:build-classpath -Dmdep.outputFile=target/classpath.txt", "target/dependency").maven());
        }
        if (Stream.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts").map(project::resolve).anyMatch(Files::isRegularFile)) {
            found.add(new Finder(project, "build", "gradle classes", "gradle installDist", "build/install/NAME/lib").gradle());
        }
        return found.stream().reduce(ProjectOutput::and).orElse(NONE);
    }

    private ProjectOutput and(ProjectOutput other) {
        return new ProjectOutput(joined(classPath, other.classPath), joined(notices, other.notices),
                Stream.of(remedy, other.remedy).filter(text -> !text.isEmpty()).collect(Collectors.joining(" ")));
    }

    private static <E> List<E> joined(List<E> first, List<E> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** Looks into the folders of one build tool. */
    private record Finder(Path project, String output, String compile, String resolve, String jarFolder) {

        ProjectOutput maven() {
            return output(existing(List.of("target/classes")), () -> jarsIn(List.of(project.resolve("target").resolve("dependency"))));
        }

        ProjectOutput gradle() {
            List<Path> folders = new ArrayList<>();
            for (Path language : children(project.resolve("build").resolve("classes"), "*")) {
                folders.add(language.resolve("main"));
            }
            folders.removeIf(folder -> !Files.isDirectory(folder));
            folders.addAll(existing(List.of("build/resources/main")));
            return output(folders, () -> jarsIn(children(project.resolve("build").resolve("install"), "*").stream().map(name -> name.resolve("lib")).toList()));
        }

        private ProjectOutput output(List<Path> classes, java.util.function.Supplier<List<Path>> otherJars) {
            Path listed = project.resolve(output).resolve("classpath.txt");
            List<Path> named = Files.isRegularFile(listed) ? named(listed) : otherJars.get();
            List<Path> jars = named.stream().filter(Files::exists).toList();
            List<Path> classPath = joined(classes, jars);
            List<String> notices = new ArrayList<>();
            if (!classPath.isEmpty()) {
                notices.add("class path: " + described(classPath));
            }
            newerThan(classes).ifPresent(source -> notices.add(name(source) + " is newer than " + name(classes.get(0))
                    + ", which is used as it is; bring it up to date with: " + compile));
            if (jars.size() < named.size()) {
                notices.add(named.size() - jars.size() + " of the jars that " + name(listed) + " names are missing; write it again with: " + resolve);
            }
            String remedy = classes.isEmpty() && Files.isDirectory(project.resolve("src").resolve("main"))
                    ? "The project's own classes are looked for in " + output + "/classes; write them with: " + compile + ". " : "";
            remedy += named.isEmpty() ? "Its dependencies are looked for in " + output + "/classpath.txt and " + jarFolder + "; write them with: " + resolve : "";
            return new ProjectOutput(classPath, notices, remedy.strip());
        }

        private List<Path> existing(List<String> folders) {
            return folders.stream().map(project::resolve).filter(Files::isDirectory).toList();
        }

        private List<Path> named(Path list) {
            try {
                return Stream.of(Files.readString(list).strip().split("[" + File.pathSeparator + "\\r\\n]+"))
                        .filter(element -> !element.isBlank()).map(element -> project.resolve(element.strip())).toList();
            } catch (IOException e) {
                throw new EntryException("Could not read " + list + ": " + e, e);
            }
        }

        private static List<Path> jarsIn(List<Path> folders) {
            return folders.stream().flatMap(folder -> children(folder, "*.jar").stream()).toList();
        }

        private static List<Path> children(Path folder, String pattern) {
            List<Path> children = new ArrayList<>();
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
                    found.forEach(children::add);
                } catch (IOException e) {
                    throw new EntryException("Could not read the folder " + folder + ": " + e, e);
                }
            }
            children.sort(null);
            return children;
        }

        /** Folders by name, jars by their number. */
        private String described(List<Path> classPath) {
            Map<Boolean, List<Path>> byKind = classPath.stream().collect(Collectors.partitioningBy(Files::isDirectory));
            int jars = byKind.get(false).size();
            Stream<String> folders = byKind.get(true).stream().map(this::name);
            return Stream.concat(folders, jars == 0 ? Stream.empty() : Stream.of(jars + (jars == 1 ? " jar" : " jars")))
                    .collect(Collectors.joining(", "));
        }

        private String name(Path path) {
            return path.startsWith(project) ? project.relativize(path).toString().replace(File.separatorChar, '/') : path.toString();
        }

        /** A source of the project that was changed after all of its classes were written; what was deleted shows nothing. */
        private Optional<Path> newerThan(List<Path> classes) {
            Optional<Path> compiled = newest(classes.stream(), ".class");
            Optional<Path> source = newest(Stream.of(project.resolve("src").resolve("main")).filter(Files::isDirectory), ".java", ".kt", ".groovy", ".scala");
            return source.filter(file -> compiled.isPresent() && time(file).compareTo(time(compiled.get())) > 0);
        }

        private static Optional<Path> newest(Stream<Path> folders, String... extensions) {
            return folders.flatMap(Finder::walk)
                    .filter(file -> Stream.of(extensions).anyMatch(file.toString()::endsWith))
                    .max(Comparator.comparing(Finder::time));
        }

        private static Stream<Path> walk(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                return all.toList().stream();
            } catch (IOException e) {
                throw new EntryException("Could not read the folder " + folder + ": " + e, e);
            }
        }

        private static FileTime time(Path file) {
            try {
                return Files.getLastModifiedTime(file);
            } catch (IOException deletedMeanwhile) {
                return FileTime.fromMillis(0);
            }
        }
    }
}
