package ai.arkor.api;

import static ai.arkor.api.EntryProject.trainer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which trainer an entry gives. */
class EntryDiscoveryTest {

    @TempDir
    private Path folder;

    private EntryProject project;

    @BeforeEach
    void open() {
        project = new EntryProject(folder);
    }

    private String of(String body) throws IOException {
        return ofClass("class Index { " + body + " }");
    }

    private String ofClass(String source) throws IOException {
        project.write("src/arkor/Index.java", "import ai.arkor.api.*; import java.util.function.Supplier; " + source);
        return project.load();
    }

    @Test
    void arkorComesBeforeTrainerAndTheClassItself() throws IOException {
        assertThat(ofClass("class Index implements Supplier<Trainer> { static Arkor arkor = Arkor.of(" + trainer("by-arkor") + "); static Trainer trainer = "
                + trainer("by-trainer") + "; public Trainer get() { throw new AssertionError(); } }")).isEqualTo("by-arkor");
        assertThat(ofClass("class Index implements Supplier<Trainer> { static Trainer trainer = " + trainer("by-trainer")
                + "; public Trainer get() { throw new AssertionError(); } }")).isEqualTo("by-trainer");
        assertThat(ofClass("class Index implements Supplier<Trainer> { public Trainer get() { return " + trainer("by-class") + "; } }")).isEqualTo("by-class");
    }

    @Test
    void aBareTrainerUnderTheNameArkorWorks() throws IOException {
        assertThat(of("static Trainer arkor = " + trainer("bare") + ";")).isEqualTo("bare");
    }

    @Test
    void theClassMaySupplyAManifest() throws IOException {
        assertThat(ofClass("class Index implements Supplier<Arkor> { public Arkor get() { return Arkor.of(" + trainer("supplied") + "); } }")).isEqualTo("supplied");
    }

    @Test
    void staticMethodsGiveAsFieldsDo() throws IOException {
        assertThat(of("static Arkor arkor() { return Arkor.of(" + trainer("arkor-method") + "); }")).isEqualTo("arkor-method");
        assertThat(of("private static Object trainer() { return " + trainer("trainer-method") + "; }")).isEqualTo("trainer-method");
    }

    @Test
    void aManifestWithoutATrainerFallsThrough() throws IOException {
        assertThat(of("static Arkor arkor = Arkor.empty(); static Trainer trainer = " + trainer("next") + ";")).isEqualTo("next");
        assertThat(of("static Arkor arkor = Arkor.empty(); static Arkor arkor() { return Arkor.of(" + trainer("method") + "); }")).isEqualTo("method");
        assertThat(ofClass("class Index implements Supplier<Trainer> { static Arkor arkor = Arkor.empty(); public Trainer get() { return " + trainer("last") + "; } }"))
                .isEqualTo("last");
    }

    @Test
    void nullAndOtherTypesFallThrough() throws IOException {
        assertThat(of("static String arkor = \"text\"; static Trainer trainer() { return " + trainer("after-text") + "; }")).isEqualTo("after-text");
        assertThat(of("static Object arkor; static Trainer trainer = " + trainer("after-null") + ";")).isEqualTo("after-null");
        assertThat(of("static int arkor = 1; static Trainer trainer = " + trainer("after-primitive") + ";")).isEqualTo("after-primitive");
    }

    @Test
    void inheritedMembersCountAfterTheClasssOwn() throws IOException {
        project.write("src/arkor/Base.java", "class Base { static Object arkor = " + trainer("inherited") + "; static Object trainer = " + trainer("hidden") + "; }");
        assertThat(ofClass("class Index extends Base {}")).isEqualTo("inherited");
        assertThat(ofClass("class Index extends Base { static Object arkor = " + trainer("own") + "; }")).isEqualTo("own");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "class Index {}| gives no trainer. Declare a static field or method named arkor",
        "class Index { static int trainer = 7; }|the field trainer is of java.lang.Integer",
        "class Index { static Trainer trainer; }|the field trainer is null",
        "class Index { static Arkor arkor() { return null; } }|the method arkor() is null",
        "class Index { static Arkor arkor = Arkor.empty(); }|the field arkor is an Arkor without a trainer",
        "class Index { Trainer trainer; }|the field trainer is not static",
        "class Index { Arkor arkor() { return null; } }|the method arkor() is not static",
        "class Index { static Trainer trainer(String name) { return null; } }|the method trainer has parameters",
        "class Index implements Supplier<String> { public String get() { return \"\"; } }|what get() gives is of java.lang.String",
        "class Index implements Supplier<Trainer> { public Trainer get() { return null; } }|what get() gives is null",
        "record Index(int x) implements Supplier<Trainer> { public Trainer get() { return null; } }|a Supplier that cannot be made",
        "abstract class Index implements Supplier<Trainer> { }|a Supplier that cannot be made"})
    void whatGivesNoTrainerSaysWhy(String sourceAndMessage) {
        int bar = sourceAndMessage.indexOf('|');
        assertThatThrownBy(() -> ofClass(sourceAndMessage.substring(0, bar))).isExactlyInstanceOf(EntryException.class)
                .hasMessageStartingWith("The entry class Index").hasMessageContaining(sourceAndMessage.substring(bar + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "class Index {\n static Trainer trainer() {\n throw new IllegalStateException(\"no key\"); } }|The method trainer() of the entry class Index",
        "class Index {\n static Trainer trainer =\n fail(); static Trainer fail() { throw new IllegalStateException(\"no key\"); } }|The static initializer of the entry class Index",
        "class Index implements Supplier<Trainer> {\n Index() {\n throw new IllegalStateException(\"no key\"); } public Trainer get() { return null; } }|The constructor of the entry class Index",
        "class Index implements Supplier<Trainer> {\n public Trainer get() {\n throw new IllegalStateException(\"no key\"); } }|The method get() of the entry class Index"})
    void whatThrowsIsNamedWithItsPlace(String sourceAndMember) {
        int bar = sourceAndMember.indexOf('|');
        assertThatThrownBy(() -> ofClass(sourceAndMember.substring(0, bar))).isExactlyInstanceOf(EntryException.class)
                .hasMessage(sourceAndMember.substring(bar + 1) + " threw java.lang.IllegalStateException: no key (Index.java:3)")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMemberThatThrowsDoesNotFallThroughToTheNext() {
        assertThatThrownBy(() -> of("static Arkor arkor() throws Exception { throw new java.io.IOException(\"no rows\"); } static Trainer trainer = " + trainer("x") + ";"))
                .hasMessageContaining("The method arkor() of the entry class Index threw java.io.IOException: no rows").hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aBuilderThatLacksSomethingIsToldByItsOwnWords() {
        assertThatThrownBy(() -> of("static Trainer trainer() { return Trainer.builder(\"x\").model(\"m\").build(); }"))
                .hasMessageContaining("The method trainer()").hasMessageContaining("dataset");
    }

    @Test
    void anEntryThatIsInterruptedLeavesTheThreadSo() {
        assertThatThrownBy(() -> of("static Trainer trainer() throws Exception { throw new InterruptedException(); }")).isInstanceOf(EntryException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClassOfTheCallersIsAnEntryToo() throws Exception {
        assertThat(project.runner().load(EntryDiscoveryTest.class.getName() + "$Given").name()).isEqualTo("given");
        FakeClient client = new FakeClient();
        assertThat(project.runner().client(client).run(Given.class).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(project.runner().client(client).run(Given.class.getName()).status()).isEqualTo(JobStatus.COMPLETED);
        // The class is loaded once, and so its trainer was started once.
        assertThat(client.projects).containsExactly(folder);
    }

    static final class Given {
        static final Trainer trainer = Trainer.builder("given").model("m").dataset(Dataset.huggingFace("x/y")).build();

        private Given() {}
    }

    @Test
    void librariesInAnEntryFindThingsByTheThreadsLoader() throws IOException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        assertThat(of("static Trainer trainer = Thread.currentThread().getContextClassLoader() == Index.class.getClassLoader() ? " + trainer("same") + " : null;"))
                .isEqualTo("same");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
