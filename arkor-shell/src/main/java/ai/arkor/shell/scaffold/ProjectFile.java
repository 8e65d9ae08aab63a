package ai.arkor.shell.scaffold;

import java.nio.file.Path;

/**
 * A file of a project.
 *
 * @param path relative to the project's folder, with {@code /}
 * @param forBuild whether it makes sense only with the build file that goes with it
 */
record ProjectFile(String path, byte[] content, boolean forBuild) {

    Path in(Path folder) {
        return folder.resolve(path);
    }
}
