package ai.arkor.local.backend.http;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.local.backend.chat.Answer;
import ai.arkor.local.backend.chat.Inference;
import ai.arkor.local.backend.chat.Piece;
import ai.arkor.local.backend.chat.Question;
import ai.arkor.local.backend.store.Project;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Asking a model, with the answer whole or in pieces. */
final class ChatRoute {

    private final Scope scope;
    private final ChatModel.Finder models;
    private final Inference inference;
    private final Activity activity;

    ChatRoute(Scope scope, ChatModel.Finder models, Inference inference, Activity activity) {
        this.scope = scope;
        this.models = models;
        this.inference = inference;
        this.activity = activity;
    }

    void add(RoutesConfig routes) {
        routes.post("/v1/inference/chat", this::chat);
    }

    @SuppressWarnings("try") // the call counts by being open
    private void chat(Context request) throws IOException, InterruptedException {
        Project project = scope.project(request);
        JsonObject body = Exchange.body(request);
        ChatQuestion asked = ChatQuestion.of(body);
        ChatModel model = models.find(body, project);
        try (Activity.Call call = activity.call()) {
            Answer answer = inference.ask(new Question(model.base(), model.adapter(), asked.messages(), asked.raw(), asked.temperature(), asked.topP(),
                    asked.maxTokens(), asked.seed(), asked.stop()));
            // A refusal must have a status of its own, so nothing is sent before the first piece is there.
            Piece first = answer.next();
            refuseIfFailed(first);
            ChatDocuments documents = new ChatDocuments(model.name());
            if (asked.stream()) {
                stream(request, answer, first, documents);
            } else {
                Exchange.json(request, 200, whole(answer, first, documents));
            }
        }
    }

    private static JsonObject whole(Answer answer, Piece first, ChatDocuments documents) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        Piece piece = first;
        while (piece instanceof Piece.Delta delta) {
            text.append(delta.text());
            piece = answer.next();
        }
        refuseIfFailed(piece);
        return documents.completion(text.toString(), (Piece.Done) piece);
    }

    private static void stream(Context request, Answer answer, Piece first, ChatDocuments documents) throws InterruptedException {
        try {
            Sse out = new Sse(request);
            Piece piece = first;
            while (piece instanceof Piece.Delta delta) {
                out.send(null, null, documents.chunk(delta.text()).toString());
                piece = answer.next();
            }
            if (piece instanceof Piece.Done done) {
                out.send(null, null, documents.lastChunk(done).toString());
                out.send(null, null, "[DONE]");
            } else if (piece instanceof Piece.Failed failed) {
                out.send(null, "error", JsonValue.object().with("error", JsonValue.of(failed.problem())).toString());
            }
        } catch (IOException clientLeft) {
            answer.cancel();
        }
    }

    private static void refuseIfFailed(Piece piece) {
        if (piece instanceof Piece.Failed failed) {
            throw new HttpProblem(failed.workerLost() ? 500 : 422, failed.problem());
        }
    }
}
