package ai.arkor.shell.command;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ChatOptions;
import ai.arkor.api.TrainingRun;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ChatResponse;
import ai.arkor.api.chat.ChatStream;
import ai.arkor.api.chat.ModelRef;

/** Where a model is asked. */
interface ChatDoor {

    ChatStream stream(ChatRequest request) throws InterruptedException;

    ChatResponse whole(ChatRequest request, ChatOptions options) throws InterruptedException;

    static ChatDoor of(ArkorClient client, ModelRef model) {
        return new ChatDoor() {
            @Override
            public ChatStream stream(ChatRequest request) throws InterruptedException {
                return client.chatStream(request.toBuilder().model(model).build());
            }

            @Override
            public ChatResponse whole(ChatRequest request, ChatOptions options) throws InterruptedException {
                return client.chat(request.toBuilder().model(model).build(), options);
            }
        };
    }

    /** In the project of the run, which may be another than this folder's. */
    static ChatDoor of(TrainingRun run, ModelRef model) {
        return new ChatDoor() {
            @Override
            public ChatStream stream(ChatRequest request) throws InterruptedException {
                return run.inferStream(request.toBuilder().model(model).build());
            }

            @Override
            public ChatResponse whole(ChatRequest request, ChatOptions options) throws InterruptedException {
                return run.infer(request.toBuilder().model(model).build(), options);
            }
        };
    }
}
