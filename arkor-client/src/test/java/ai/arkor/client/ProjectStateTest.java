package ai.arkor.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.arkor.api.ArkorClient;
import ai.arkor.api.ArkorException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.RunOptions;
import ai.arkor.api.chat.ChatRequest;
import ai.arkor.api.chat.ModelRef;
import ai.arkor.api.json.JsonValue;
import ai.arkor.testkit.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which project a folder is, and how it becomes one. */
class ProjectStateTest extends ClientTest {

    private static final String CREATE = "POST /v1/projects";
    private static final String STATE = "{\"orgSlug\":\"scripted\",\"projectSlug\":\"theirs\",\"projectId\":\"p9\"}";

    private Path file() {
        return ProjectState.path(folder);
    }

    private void state(String text) throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
    }

    /** Of somebody who signed in, and so has no organisation of their own. */
    private ArkorClient signedIn() {
        return ArkorClients.connect(cloud.address()).token(cloud::token).projectDirectory(folder).timing(time::timing).build();
    }

    private List<String> jobsWereFor() {
        return cloud.requests("POST /v1/jobs").stream().map(request -> request.query().get("orgSlug") + "/" + request.query().get("projectSlug")).toList();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, value = {
            "/home/me/My App!|my-app|My App!",
            "a\uD83D\uDE80b|a--b|a\uD83D\uDE80b", "/x/Ünï_code.dir|n--code-dir|Ünï_code.dir", "!!!|project|!!!", "\"\"|project|project",
            "/|project|project", "C:\\work\\Bot\\|bot|Bot", "/x/--a--|a|--a--", "/x/y//|y|y", "/x/a.b|a-b|a.b"}, delimiter = '|')
    void derivesTheSlugFromTheFolder(String directory, String slug, String name) {
        assertThat(ProjectSlug.slug(directory)).isEqualTo(slug);
        assertThat(ProjectSlug.name(directory)).isEqualTo(name);
    }

    @Test
    void cutsTheSlugAndNotTheName() {
        assertThat(ProjectSlug.slug("/x/" + "a".repeat(80))).isEqualTo("a".repeat(40));
        assertThat(ProjectSlug.name("/x/" + "a".repeat(80))).hasSize(80);
        assertThat(ProjectSlug.slug("a".repeat(39) + " b")).as("cut after the dashes at its ends went").isEqualTo("a".repeat(39) + "-");
    }

    @Test
    void theFirstRunMakesTheProjectAndKeepsWhatTheBackendCallsIt() throws Exception {
        Path bot = Files.createDirectory(folder.resolve("My Bot"));
        cloud.answer(CREATE, 201, "{\"project\":{\"id\":\"p7\",\"slug\":\"my-bot-2\",\"name\":\"My Bot\",\"orgId\":\"o\"}}");
        client.forProject(bot).submit(config(), RunOptions.DEFAULT);
        assertThat(cloud.requests(CREATE)).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/v1/projects?orgSlug=scripted");
            assertThat(request.json()).isEqualTo(JsonValue.parse("{\"name\":\"My Bot\",\"slug\":\"my-bot\"}"));
        });
        assertThat(bot.resolve(".arkor/state.json")).hasContent("""
                {
                  "orgSlug": "scripted",
                  "projectSlug": "my-bot-2",
                  "projectId": "p7"
                }
                """);
        assertThat(bot.resolve(".arkor")).isDirectoryNotContaining("glob:**.tmp");
        assertThat(jobsWereFor()).containsExactly("scripted/my-bot-2");
    }

    @Test
    void aProjectThatIsKnownIsNotAskedFor() throws Exception {
        state(STATE);
        submitted();
        assertThat(cloud.requests("* /v1/projects")).isEmpty();
        assertThat(jobsWereFor()).containsExactly("scripted/theirs");
    }

    @Test
    void whoSignedInHasTheFoldersProjectOfWhateverOrganisation() throws Exception {
        state(STATE.replace("scripted", "acme"));
        try (ArkorClient own = signedIn()) {
            own.submit(config(), RunOptions.DEFAULT);
        }
        assertThat(jobsWereFor()).containsExactly("acme/theirs");
        assertThat(cloud.requests("* /v1/projects")).isEmpty();
    }

    @Test
    void whoSignedInIsToldToWriteTheState() throws Exception {
        try (ArkorClient own = signedIn()) {
            assertThatThrownBy(() -> own.submit(config(), RunOptions.DEFAULT)).isExactlyInstanceOf(ArkorException.class)
                    .hasMessageContainingAll(file().toString(), "orgSlug", "projectSlug", "projectId");
        }
        assertThat(cloud.requests("POST *")).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void aConflictWhoseListFailsIsThatFailure() {
        cloud.fault(CREATE, Fault.status(409)).fault("GET /v1/projects", Fault.status(500, "{\"error\":\"no list\"}"));
        assertThatThrownBy(this::submitted).isInstanceOf(CloudApiException.class).hasMessage("no list");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aConflictIsResolvedByTheSameSlugOnly() throws Exception {
        cloud.fault(CREATE, Fault.status(409));
        String other = "{\"id\":\"p1\",\"slug\":\"%s\",\"name\":\"n\",\"orgId\":\"o\"}";
        String slug = ProjectSlug.slug(folder.toString());
        cloud.answer("GET /v1/projects", 200, "{\"org\":{\"slug\":\"scripted\"},\"projects\":["
                + other.formatted(slug + "-2") + "," + other.formatted(slug).replace("p1", "p2") + "]}");
        submitted();
        assertThat(ProjectState.read(file()).orElseThrow().projectId()).isEqualTo("p2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 500})
    void anyOtherRefusalIsThatRefusalAndNothingIsListed(int status) {
        cloud.fault(CREATE, Fault.status(status));
        assertThatThrownBy(this::submitted).isInstanceOfSatisfying(CloudApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(cloud.requests("GET /v1/projects")).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void aChatMakesTheProjectAndLookingDoesNot() throws Exception {
        assertThat(client.runs()).isEmpty();
        assertThat(cloud.requests()).isEmpty();
        client.chat(ChatRequest.builder().user("?").model(ModelRef.base("m")).build());
        assertThat(cloud.requests(CREATE)).hasSize(1);
        assertThat(ProjectState.read(file())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"orgSlug\":\"a\",\"projectSlug\":\"b\"}", "{\"orgSlug\":\"a\",\"projectSlug\":\"b\",\"projectId\":3}",
            "{\"orgSlug\":null,\"projectSlug\":\"b\",\"projectId\":\"c\"}"})
    void whatIsNoStateIsNone(String text) throws Exception {
        state(text);
        assertThat(ProjectState.read(file())).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNone() throws Exception {
        assertThat(ProjectState.read(file())).isEmpty();
        Files.createDirectories(file());
        assertThat(ProjectState.read(file())).isEmpty();
    }

    @Test
    void emptyTextsAndFurtherFieldsAreKept() throws Exception {
        state("{\"note\":{\"by\":\"hand\"},\"orgSlug\":\"\",\"projectSlug\":\"\",\"projectId\":\"\"}");
        ProjectState read = ProjectState.read(file()).orElseThrow();
        assertThat(read.scope()).isEqualTo(new Scope("", ""));
        read.write(file());
        assertThat(Files.readString(file())).contains("\"by\": \"hand\"").endsWith("}\n");
        assertThat(ProjectState.read(file())).contains(read);
    }

    @Test
    void aStateWithoutItsFieldsCannotBeMade() {
        assertThatThrownBy(() -> new ProjectState(JsonValue.object())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("orgSlug");
    }

    @Test
    void aStateThatCannotBeWrittenSaysWhere() throws Exception {
        Files.writeString(folder.resolve(".arkor"), "a file where the folder is to be");
        assertThatThrownBy(() -> ProjectState.of("o", "p", "i").write(file())).isInstanceOf(ArkorException.class).hasMessageContaining(file().toString());
    }
}
