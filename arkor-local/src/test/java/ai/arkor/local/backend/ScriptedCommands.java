package ai.arkor.local.backend;

import ai.arkor.local.backend.launch.WorkerCommands;
import ai.arkor.local.job.JobFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands that run {@link ScriptedWorker}. */
final class ScriptedCommands implements WorkerCommands {

    @Override
    public List<String> train(JobFolder folder) {
        return command("train", folder.path().toString());
    }

    @Override
    public List<String> infer() {
        return command("infer", "");
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    private static List<String> command(String role, String argument) {
        Path classes = Path.of(ScriptedWorker.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError", "-cp", classes.toString(), ScriptedWorker.class.getName(), role, argument);
    }
}
