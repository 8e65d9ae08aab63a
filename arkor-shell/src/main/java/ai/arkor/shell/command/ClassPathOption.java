package ai.arkor.shell.command;

import ai.arkor.api.ArkorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --class-path}, for commands that compile or load entries. */
final class ClassPathOption {

    @Option(names = {"--class-path", "-cp"}, paramLabel = "PATHS",
            description = "Jars and folders of classes the entry also uses, separated as for java; DIR/* is every jar in DIR. What Maven or Gradle built is used anyway.")
    private @Nullable String value;

    /** Resolved against the session's folder; empty when the option was not given. */
    List<Path> value(Session session) {
        List<Path> elements = new ArrayList<>();
        for (String element : Optional.ofNullable(value).orElse("").split(File.pathSeparator)) {
            if (element.equals("*") || element.endsWith("/*") || element.endsWith(File.separator + "*")) {
                elements.addAll(jars(session.resolve(element.substring(0, element.length() - 1))));
            } else if (!element.isEmpty()) {
                elements.add(session.resolve(element));
            }
        }
        return elements;
    }

    private static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException e) {
            throw new ArkorException("--class-path names the folder " + folder + ", which cannot be read: " + e, e);
        }
        jars.sort(null);
        return jars;
    }
}
