package ai.arkor.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.JobStatus;
import ai.arkor.api.chat.ChatMessage;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.shell.backend.ScriptedChat;
import ai.arkor.shell.backend.ScriptedRun;
import ai.arkor.shell.command.CommandBench.Outcome;
import ai.arkor.shell.terminal.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatCommandTest {

    private final CommandBench bench = new CommandBench();
    private final ScriptedChat chat = bench.connector.client.chat;

    @Test
    void theAnswerGoesToTheStandardOutputAndOneLineFeedEndsIt() {
        assertThat(bench.run("chat", "-q", "--model", "m", "Where is it?")).isEqualTo(new Outcome(0, "It is late\n", ""));
        assertThat(chat.asked.get(0).model()).contains(ModelRef.base("m"));
        assertThat(chat.asked.get(0).messages()).containsExactly(ChatMessage.user("Where is it?"));
    }

    @Test
    void everySettingIsSent() {
        bench.run("chat", "--model", "m", "--system", "Be short", "--temperature", "0.5", "--top-p", "0.9", "--max-tokens", "8", "--seed", "3", "--stop", "a",
                "--stop", "b", "hi");

        ChatRequest asked = chat.asked.get(0);
        assertThat(asked.messages()).containsExactly(ChatMessage.system("Be short"), ChatMessage.user("hi"));
        assertThat(asked.temperature()).hasValue(0.5);
        assertThat(asked.topP()).hasValue(0.9);
        assertThat(asked.maxTokens()).hasValue(8);
        assertThat(asked.extra()).containsEntry("seed", JsonValue.of(3)).containsEntry("stop", JsonValue.array(JsonValue.of("a"), JsonValue.of("b")));
    }

    @Test
    void aRunsAdapterOrOneOfItsCheckpointsIsAskedInItsOwnProject() {
        ScriptedRun run = bench.there("r-1");
        run.end(JobStatus.COMPLETED);
        bench.run("chat", "--run", "r-1", "hi");
        bench.run("chat", "--run", "local#local/project/r-1@100", "hi");

        assertThat(run.chat.asked.stream().map(ChatRequest::model)).containsExactly(Optional.of(ModelRef.finalAdapter("r-1")),
                Optional.of(ModelRef.checkpoint("r-1", 100)));
    }

    @Test
    void theQuestionIsReadFromTheStandardInput() {
        bench.input = new Typed(false, "two\nlines\n");
        bench.run("chat", "--model", "m", "-");
        bench.run("chat", "--model", "m", "--raw", "-");

        assertThat(chat.asked.stream().map(asked -> asked.messages().get(0)).toList())
                .containsExactly(ChatMessage.user("two\nlines"), ChatMessage.user("two\nlines\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--temperature -1 hi | temperature must be 0 or more, not -1.0",
        "--top-p 2 hi | topP must be above 0 and at most 1, not 2.0",
        "--max-tokens 0 hi | maxTokens must be 1 or more, not 0",
        "--raw --system x hi | --system goes with a chat template, and --raw leaves it out; drop one of them",
        "--temperature 1 | Say what to ask: a PROMPT, or - to read it from the standard input",
    })
    void whatNoModelTakesIsAMistakeOfUseAndNobodyIsAsked(String words, String message) {
        assertThat(bench.run(("chat --model m " + words).split(" "))).isEqualTo(new Outcome(2, "", "arkor: " + message + "\n"));
        assertThat(chat.asked).isEmpty();
        assertThat(bench.connector.asked).isEmpty();
    }

    @Test
    void aConversationRemembersWhatWasSaidAndForgetsAnInterruptedTurn() {
        bench.input = new Typed(true, "first\n\nsecond\nthird\n");
        chat.between = () -> {
            if (chat.asked.size() == 2) {
                bench.pressCtrlC();
            }
        };

        Outcome outcome = bench.run("chat", "-q", "--model", "m", "--system", "Be short");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).isEqualTo("It is late\n\nIt is late\n");
        ChatMessage system = ChatMessage.system("Be short");
        assertThat(chat.asked.get(1).messages()).containsExactly(system, ChatMessage.user("first"), ChatMessage.assistant("It is late"), ChatMessage.user("second"));
        assertThat(chat.asked.get(2).messages()).containsExactly(system, ChatMessage.user("first"), ChatMessage.assistant("It is late"), ChatMessage.user("third"));
    }

    @Test
    void ctrlCEndsTheOnlyAnswerAndTheProgram() {
        chat.between = () -> bench.pressCtrlC();

        assertThat(bench.run("chat", "-q", "--model", "m", "hi")).isEqualTo(new Outcome(130, "\n", ""));
    }

    @Test
    void onATerminalAnAnswerIsShownWithoutWhatTheTerminalWouldActOnAndElsewhereAsItIs() {
        chat.pieces = List.of("a\033[2J\tb\n", "\033", "[31mc \ud83d", "\ude80");
        assertThat(bench.run("chat", "-q", "--model", "m", "hi").out()).isEqualTo("a\033[2J\tb\n\033[31mc 🚀\n");
        bench.outIsTerminal = true;
        assertThat(bench.run("chat", "-q", "--model", "m", "hi").out()).isEqualTo("a\tb\n[31mc 🚀\n");
    }

    /** What somebody types or pipes. */
    private record Typed(boolean isTerminal, String all) implements Input {
        @Override
        public Lines lines() {
            Deque<String> left = new ArrayDeque<>(List.of(all.split("\n")));
            return new Lines() {
                @Override
                public Optional<String> next(String prompt) {
                    return Optional.ofNullable(left.poll());
                }

                @Override
                public void close() {}
            };
        }
    }
}
