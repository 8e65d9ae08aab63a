import ai.arkor.api.ArkorClient;
import ai.arkor.api.AwaitOptions;
import ai.arkor.api.RunReference;
import ai.arkor.api.TrainerRunner;
import ai.arkor.api.TrainingEvent.TrainingLog;
import ai.arkor.api.TrainingResult;
import ai.arkor.auth.UserHome;
import ai.arkor.client.ArkorClients;
import ai.arkor.local.LocalBackend;
import ai.arkor.local.LocalOptions;
import java.nio.file.Path;

/** Runs the trainer as a program of its own, on this machine's embedded backend. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        try (ArkorClient client = client()) {
            AwaitOptions progress = AwaitOptions.DEFAULT.onEvent(event -> {
                if (event instanceof TrainingLog log && log.loss().isPresent()) {
                    System.out.printf(java.util.Locale.ROOT, "step %d loss %.4f%n", log.step(), log.loss().getAsDouble());
                }
            });
            TrainingResult result = TrainerRunner.create().client(client).awaitOptions(progress).run(Index.class).orThrow();
            System.out.println(result.status() + ", run " + result.job().id());
        }
    }

    /** On Arkor Cloud, once signed in, this is all: {@code ArkorClients.open(Path.of(""))}. */
    private static ArkorClient client() throws InterruptedException {
        LocalBackend backend = LocalBackend.ensure(LocalOptions.inHome(UserHome.of(System.getenv())));
        return ArkorClients.connect(backend.address())
                .token(backend::token)
                .organisation(backend.organisation())
                .projectDirectory(Path.of("").toAbsolutePath())
                .stateFile(backend::stateFile)
                .projectSlug(backend::projectSlug)
                .referenceBackend(RunReference.LOCAL)
                .build();
    }
}
