package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.AbortController;
import ai.arkor.api.AbortedException;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.testkit.Fault;
import ai.arkor.testkit.RecordedRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Interrupt, abort and closing end a chat in whatever it is, and its connection with it. */
class ChatDetachTest extends ClientTest {

    private static final String CHAT = "POST /v1/inference/chat";
    private static final ChatRequest REQUEST = ChatRequest.builder().model(ModelRef.base("m")).user("x").build();

    private final AbortController controller = new AbortController();
    private final ChatOptions options = ChatOptions.DEFAULT.abortSignal(controller.signal());
    private final CompletableFuture<Thread> flowing = new CompletableFuture<>();

    /** What the chat is in. */
    enum During {
        /** A whole answer is held back. */
        WHOLE,
        /** A stream is asked for, and does not begin. */
        OPENING,
        /** A stream has begun, and falls silent. */
        FLOWING
    }

    @BeforeEach
    void knowTheProject() throws Exception {
        client.chat(REQUEST);
    }

    /** A chat on a thread of its own that is in that state now. */
    private Chatting chatting(During state) throws Exception {
        cloud.fault(CHAT, state == During.FLOWING ? Fault.stallAfterEvents(2) : Fault.stallHeaders());
        FutureTask<String> task = new FutureTask<>(() -> state == During.WHOLE ? client.chat(REQUEST, options).text() : read());
        Thread thread = new Thread(task, "chatting");
        thread.start();
        RecordedRequest asked = cloud.awaitRequests(CHAT, 2).get(1);
        if (state == During.FLOWING) {
            flowing.get(10, TimeUnit.SECONDS);
        }
        assertThat(asked.closedByClient()).isNotDone();
        return new Chatting(thread, task, asked);
    }

    private String read() throws InterruptedException {
        try (ChatStream answer = client.chatStream(REQUEST, options)) {
            for (String piece : answer) {
                assertThat(piece).isEqualTo("scripted ");
                flowing.complete(Thread.currentThread());
            }
            return "the end";
        }
    }

    private record Chatting(Thread thread, FutureTask<String> task, RecordedRequest asked) {
        Throwable failure() throws Exception {
            try {
                return new AssertionError("ended with " + task.get(10, TimeUnit.SECONDS));
            } catch (ExecutionException failed) {
                return failed.getCause();
            }
        }

        void assertClosed() throws Exception {
            asked.closedByClient().get(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void anAbortEndsItAndSaysWhy(During state) throws Exception {
        Chatting chatting = chatting(state);
        controller.abort("the user went home");
        assertThat(chatting.failure()).isInstanceOf(AbortedException.class).hasMessageContaining("the user went home");
        chatting.assertClosed();
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void anInterruptEndsIt(During state) throws Exception {
        Chatting chatting = chatting(state);
        chatting.thread.interrupt();
        assertThat(chatting.failure()).isInstanceOf(state == During.FLOWING ? AbortedException.class : InterruptedException.class);
        chatting.assertClosed();
    }

    @ParameterizedTest
    @EnumSource(During.class)
    void closingTheClientEndsIt(During state) throws Exception {
        Chatting chatting = chatting(state);
        client.close();
        assertThat(chatting.failure()).isInstanceOf(AbortedException.class).hasMessageContaining("closed");
        chatting.assertClosed();
    }

    @Test
    void closingAStreamFromAnotherThreadEndsTheIterationAndTheConnection() throws Exception {
        cloud.fault(CHAT, Fault.stallAfterEvents(2));
        ChatStream answer = client.chatStream(REQUEST);
        FutureTask<Boolean> blocked = new FutureTask<>(() -> {
            var pieces = answer.iterator();
            pieces.next();
            flowing.complete(Thread.currentThread());
            return pieces.hasNext();
        });
        new Thread(blocked, "chatting").start();
        flowing.get(10, TimeUnit.SECONDS);
        answer.close();
        assertThat(blocked.get(10, TimeUnit.SECONDS)).isFalse();
        cloud.requests(CHAT).get(1).closedByClient().get(10, TimeUnit.SECONDS);
        assertThatThrownBy(answer::response).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed before its end");
    }

    @Test
    void leavingALoopEarlyClosesTheConnection() throws Exception {
        cloud.fault(CHAT, Fault.stallAfterEvents(2));
        try (ChatStream answer = client.chatStream(REQUEST)) {
            assertThat(answer.iterator().next()).isEqualTo("scripted ");
        }
        cloud.requests(CHAT).get(1).closedByClient().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anAbortedSignalAsksNothing() {
        controller.abort("before");
        assertThatThrownBy(() -> client.chat(REQUEST, options)).isInstanceOf(AbortedException.class).hasMessageContaining("before");
        assertThatThrownBy(() -> client.chatStream(REQUEST, options)).isInstanceOf(AbortedException.class);
        assertThat(cloud.requests(CHAT)).hasSize(1);
    }

    @Test
    void aSignalThatIsAbortedAfterwardsHarmsNothing() throws Exception {
        assertThat(client.chat(REQUEST, options).text()).isEqualTo("scripted answer");
        ChatStream answer = client.chatStream(REQUEST, options);
        assertThat(answer.readAll()).isEqualTo("scripted answer");
        controller.abort("too late");
        assertThat(answer.response().text()).isEqualTo("scripted answer");
    }

    @Test
    void aRunsChatIsAbortedLikeTheClients() throws Exception {
        job.started().completed();
        cloud.fault(CHAT, Fault.stallHeaders());
        var run = submitted();
        FutureTask<String> task = new FutureTask<>(() -> run.infer(REQUEST, options).text());
        new Thread(task, "chatting").start();
        RecordedRequest asked = cloud.awaitRequests(CHAT, 2).get(1);
        controller.abort("enough");
        assertThatThrownBy(() -> task.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(AbortedException.class).hasMessageContaining("enough");
        asked.closedByClient().get(10, TimeUnit.SECONDS);
    }
}
