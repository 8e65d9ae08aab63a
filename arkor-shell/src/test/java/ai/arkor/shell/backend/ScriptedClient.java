package ai.arkor.shell.backend;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.Capabilities;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.JobStatus;
import ai.arkor.api.RunOptions;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainerConfig;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A client whose backend has the runs that were submitted to it or put there. */
public final class ScriptedClient implements ArkorClient {

    public final List<ScriptedRun> runs = new ArrayList<>();
    public final ScriptedChat chat = new ScriptedChat();
    /** Whether what is submitted completes before anybody waits for it. */
    public boolean endsAtOnce;
    /** Those that were submitted, for tests in which that happens on another thread. */
    public final BlockingQueue<ScriptedRun> submitted = new LinkedBlockingQueue<>();
    public boolean closed;

    @Override
    public String backend() {
        return RunReference.LOCAL;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.ARKOR_CLOUD;
    }

    @Override
    public TrainingRun submit(TrainerConfig config, RunOptions options) {
        ScriptedRun run = new ScriptedRun("run-" + (runs.size() + 1));
        if (endsAtOnce) {
            run.end(JobStatus.COMPLETED);
        }
        runs.add(run);
        submitted.add(run);
        return run;
    }

    @Override
    public ArkorClient forProject(Path projectDirectory) {
        return this;
    }

    @Override
    public TrainingRun attach(RunReference reference, RunOptions options) {
        return runs.stream().filter(run -> run.jobId().equals(reference.jobId())).findFirst().orElseThrow();
    }

    @Override
    public List<TrainingRun> runs() {
        return Collections.unmodifiableList(runs);
    }

    @Override
    public List<TrainingRun> allRuns() {
        return runs();
    }

    @Override
    public ChatResponse chat(ChatRequest request, ChatOptions options) {
        return chat.whole(request);
    }

    @Override
    public ChatStream chatStream(ChatRequest request, ChatOptions options) {
        return chat.stream(request);
    }

    @Override
    public void close() {
        closed = true;
    }
}
