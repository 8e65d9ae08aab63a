package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.RunReference;
import ai.arkor.api.TrainingEvent;
import ai.arkor.testkit.ScriptedJob;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.SkipException;

/** A run's publisher keeps every rule of Reactive Streams that can be checked: each test of the compatibility kit is one here. */
class PublisherTckTest extends ClientTest {

    /** The kit's tests that skip themselves, with the reason; every other one must have come to its end. */
    private static final Map<String, String> UNTESTED = Map.of(
            "untested_spec106_mustConsiderSubscriptionCancelledAfterOnErrorOrOnCompleteHasBeenCalled", "the kit has no check for it",
            "untested_spec107_mustNotEmitFurtherSignalsOnceOnErrorHasBeenSignalled", "the kit has no check for it",
            "untested_spec108_possiblyCanceledSubscriptionShouldNotReceiveOnErrorOrOnCompleteSignals", "the kit has no check for it",
            "untested_spec109_subscribeShouldNotThrowNonFatalThrowable", "the kit has no check for it",
            "untested_spec110_rejectASubscriptionRequestIfTheSameSubscriberSubscribesTwice", "each subscription is an observation of its own",
            "untested_spec304_requestShouldNotPerformHeavyComputations", "the kit has no check for it",
            "untested_spec305_cancelMustNotSynchronouslyPerformHeavyComputation", "the kit has no check for it");

    private static final int KITS_TESTS = 38;
    /** More than any test waits for of a publisher without an end. */
    private static final int MANY = 2_000;
    private static final long PATIENCE_MILLIS = 2_000;
    /** How long it is waited for what must not happen. */
    private static final long SILENCE_MILLIS = 50;

    private static final Set<String> RAN = new ConcurrentSkipListSet<>();

    @TestFactory
    Stream<DynamicTest> keepsTheRule() {
        List<Method> tests = Arrays.stream(PublisherVerification.class.getMethods())
                .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        assertThat(tests).hasSize(KITS_TESTS);
        return tests.stream().map(test -> DynamicTest.dynamicTest(test.getName(), () -> run(test)));
    }

    private void run(Method test) throws Throwable {
        Verification verification = new Verification();
        verification.setUp();
        try {
            test.invoke(verification);
            assertThat(UNTESTED).as("what the kit does not check").doesNotContainKey(test.getName());
        } catch (InvocationTargetException thrown) {
            if (!(thrown.getCause() instanceof SkipException skipped)) {
                throw thrown.getCause();
            }
            assertThat(UNTESTED).as("skipped: " + skipped.getMessage()).containsKey(test.getName());
        } finally {
            client.close();
            client = builder().build();
        }
        RAN.add(test.getName());
    }

    @AfterAll
    static void everyRuleWasLookedAt() {
        assertThat(RAN).hasSize(KITS_TESTS).containsAll(UNTESTED.keySet());
    }

    private final class Verification extends FlowPublisherVerification<TrainingEvent> {
        private int runs;

        Verification() {
            super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS), 500);
        }

        @Override
        public Flow.Publisher<TrainingEvent> createFlowPublisher(long elements) {
            ScriptedJob script = cloud.existingJob("of-" + elements + "-" + runs++);
            for (long step = 1; step < Math.min(elements, MANY); step++) {
                script.log(step, 1);
            }
            if (elements == 0) {
                script.status("cancelled").end();
            } else if (elements < MANY) {
                script.completed();
            }
            try {
                return client.attach(new RunReference(cloud.address().toString(), cloud.organisation(), "project", script.id())).publisher();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        /** Of a client that was closed, which can tell of nothing any more. */
        @Override
        public Flow.Publisher<TrainingEvent> createFailedFlowPublisher() {
            Flow.Publisher<TrainingEvent> publisher = createFlowPublisher(1);
            client.close();
            return publisher;
        }
    }
}
