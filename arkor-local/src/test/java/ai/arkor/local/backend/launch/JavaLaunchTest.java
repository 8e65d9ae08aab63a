package ai.arkor.local.backend.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JavaLaunchTest {

    private static final Path JAVA = Path.of("jdk", "bin", "java");

    @Test
    void modulesThatAreLinkedIntoTheRuntimeNeedNoPath() {
        assertThat(launch(17, true, null, null).command(List.of("-Xmx1m"), "Main", List.of("folder")))
                .containsExactly(JAVA.toString(), "-Xmx1m", "-m", "ai.arkor.local/Main", "folder");
    }

    @Test
    void aBackendIsToldWhereTheModulesOfItsWorkersAre() {
        assertThat(launch(17, true, "lib", "engine").command(List.of(), "Main", List.of()))
                .containsExactly(JAVA.toString(), "-Dai.arkor.local.engine=engine", "--module-path", "lib", "-m", "ai.arkor.local/Main");
    }

    @Test
    void workersFindTheEngineBesideTheProgram() {
        assertThat(launch(17, true, null, "engine").engineCommand(List.of(), "Main", List.of())).containsSubsequence("--module-path", "engine", "-m");
        assertThat(launch(17, true, "lib", "engine").engineCommand(List.of(), "Main", List.of()))
                .containsSubsequence("--module-path", "lib" + java.io.File.pathSeparator + "engine", "-m");
        assertThat(launch(17, true, null, null).engineCommand(List.of(), "Main", List.of())).containsExactly(JAVA.toString(), "-m", "ai.arkor.local/Main");
    }

    @Test
    void onTheClassPathNothingIsAModule() {
        assertThat(launch(25, false, null, null).command(List.of(), "Main", List.of()))
                .containsExactly(JAVA.toString(), "--enable-native-access=ALL-UNNAMED", "-cp", "class-path", "Main");
    }

    private static JavaLaunch launch(int feature, boolean named, @Nullable String modulePath, @Nullable String enginePath) {
        return new JavaLaunch(JAVA, feature, named, modulePath, enginePath, "class-path");
    }
}
