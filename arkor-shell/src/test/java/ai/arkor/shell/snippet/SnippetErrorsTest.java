package ai.arkor.shell.snippet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.api.ArkorException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SnippetErrorsTest {

    private static final SnippetEngine ENGINE = SnippetEngine.open(Path.of("").toAbsolutePath());

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void whatDoesNotCompileIsPointedAtInItsLine() {
        SourceText source = new SourceText("deploy.jsh", "int good = 1;\n\n\tint bad = absent + 1;\nint more = 2;\n");
        Evaluation.Rejected rejected = rejected(source);

        assertThat(rejected.message().lines()).containsExactly("cannot find symbol", "  symbol:   variable absent");
        assertThat(source.place(rejected.start())).isEqualTo("deploy.jsh:3:12");
        assertThat(source.pointAt(rejected.start(), rejected.end())).containsExactly("  \tint bad = absent + 1;", "  \t          ^^^^^^");
    }

    @Test
    void whatIsMissingIsPointedAtAtTheEnd() {
        SourceText source = SourceText.typed("int x = ");
        Evaluation.Rejected rejected = rejected(source);
        assertThat(rejected.message()).isNotEmpty();
        assertThat(source.pointAt(rejected.start(), rejected.end())).hasSize(2).allMatch(line -> line.startsWith("  "));
        assertThat(source.place(0)).isEmpty();
    }

    @Test
    void aLinesEndEndsASnippetWithoutASemicolon() {
        List<Evaluation> all = ENGINE.evaluate("""
                int first = 10
                int second = first
                  + 3
                var text = List.of(1, 2)
                    .toString()
                if (first > 3)
                    second++;
                else
                    second--;
                second // a comment
                (first)
                """);
        assertThat(all).hasSize(6).allMatch(Evaluation.Done.class::isInstance);
        assertThat(all.stream().map(one -> ((Evaluation.Done) one).text())).startsWith("first ==> 10", "second ==> 13", "text ==> \"[1, 2]\"", "",
                "second ==> 14");
        assertThat(((Evaluation.Done) all.get(5)).text()).matches("\\$\\d+ ==> 10");
    }

    @Test
    void anExceptionNamesTheLinesOfTheFileItWentThrough() {
        SourceText source = new SourceText("deploy.jsh", """
                // Divides.
                int divide(int x) {
                    int y = 1;
                    return y / x;
                }

                /* then */
                List.of(0).forEach(x -> {
                    divide(x);
                });
                """);
        Evaluation.Threw threw = threw(source);

        assertThat(threw.thrown()).isInstanceOf(ArithmeticException.class);
        assertThat(threw.text().lines().toList().get(0)).isEqualTo("java.lang.ArithmeticException: / by zero");
        assertThat(threw.text()).contains("    at divide (deploy.jsh:4): return y / x;").contains("(deploy.jsh:9): divide(x);");
        assertThat(source.line(threw.at())).isEqualTo(4);
    }

    @Test
    void whatWasTypedIsShownByItsLinesAndALibrarysFramesByTheInnermost() {
        ENGINE.evaluate("Object parse(String text) {\n  return JsonValue.parse(text);\n}");
        Evaluation.Threw threw = threw(SourceText.typed("parse(\"{\")"));

        assertThat(threw.text().lines()).hasSize(3);
        assertThat(threw.text()).startsWith("java.lang.IllegalArgumentException: ").contains("    at ai.arkor.api").contains("    at parse: return JsonValue.parse(text);");
    }

    @Test
    void exceptionsKeepTheirCauseAndTheirIdentity() {
        ENGINE.evaluate("var mine = new IllegalStateException(\"outer\", new java.io.IOException(\"inner\"))");
        Evaluation.Threw threw = threw(SourceText.typed("throw mine;"));

        assertThat(threw.thrown()).isSameAs(ENGINE.variable("mine").orElseThrow());
        assertThat(threw.text().lines()).startsWith("java.lang.IllegalStateException: outer").endsWith("caused by java.io.IOException: inner")
                .doesNotContain("    at throw mine;");
        assertThat(threw(SourceText.typed("throw new ArkorException(\"no such run\");")).thrown()).isInstanceOf(ArkorException.class);
    }

    @Test
    void whatIsNotDeclaredYetIsNamed() {
        assertThat(last("int later() { return notYet() + 1; }")).isInstanceOfSatisfying(Evaluation.Done.class,
                done -> assertThat(done.text()).isEqualTo("method later, usable once there is method notYet()"));
        assertThat(threw(SourceText.typed("later()")).text()).isEqualTo("later cannot be used yet: it needs method notYet(), which is not declared");
        assertThat(last("NotYet nothing;")).isInstanceOfSatisfying(Evaluation.Done.class,
                done -> assertThat(done.text()).isEqualTo("variable nothing, usable once there is class NotYet"));
    }

    @Test
    void warningsAreToldBesideTheValue() {
        assertThat(last("Object manager = System.getSecurityManager();")).isInstanceOfSatisfying(Evaluation.Done.class, done -> {
            assertThat(done.text()).isEqualTo("manager ==> null");
            assertThat(done.warnings()).singleElement().satisfies(warning -> assertThat(warning.message()).contains("marked for removal"));
        });
    }

    @Test
    void commandsOfJShellAreToldApartFromJava() {
        assertThat(last("int before = 1\n/exit 3\nint after = 2")).isEqualTo(new Evaluation.Left(3));
        assertThat(ENGINE.variable("after")).isEmpty();
        assertThat(last("/exit")).isEqualTo(new Evaluation.Left(0));
        assertThat(last("/open other.jsh")).isEqualTo(
                new Evaluation.Rejected("this is no Java; of the commands that begin with / only /exit can stand among snippets", 0, 15));
        assertThat(last("// a comment\n/* another */ 1 + 1")).isInstanceOf(Evaluation.Done.class);
    }

    @Test
    void severalVariablesOfOneDeclarationAreAllTold() {
        assertThat(last("int one = 1, two = 2;")).isInstanceOfSatisfying(Evaluation.Done.class,
                done -> assertThat(done.text()).isEqualTo("one ==> 1" + System.lineSeparator() + "two ==> 2"));
    }

    @Test
    void aToStringThatThrowsIsNoErrorOfTheSnippet() {
        assertThat(last("class Bad { public String toString() { throw new RuntimeException(\"no\"); } }\nnew Bad()"))
                .isInstanceOfSatisfying(Evaluation.Done.class, done -> {
                    assertThat(done.text()).endsWith("==> (a Bad; its toString() threw java.lang.RuntimeException: no)");
                    assertThat(done.value()).isPresent();
                });
    }

    @Test
    void anImportUnderACommentCostsNoVariableItsValue() {
        ENGINE.evaluate("var kept = List.of(1)");
        assertThat(last("// for handles\nimport java.lang.invoke.*\nkept")).isInstanceOfSatisfying(Evaluation.Done.class,
                done -> assertThat(done.text()).isEqualTo("kept ==> [1]"));
    }

    @Test
    void withoutEchoNoValueIsPutIntoWords() {
        ENGINE.evaluate("int asked = 0; class Counted { public String toString() { asked++; return \"x\"; } }");
        assertThat(ENGINE.evaluate(SourceText.typed("new Counted()"), false)).singleElement().isInstanceOfSatisfying(Evaluation.Done.class,
                done -> assertThat(done.text()).isEmpty());
        assertThat(ENGINE.variable("asked")).contains(0);
    }

    private static Evaluation.Rejected rejected(SourceText source) {
        List<Evaluation> all = ENGINE.evaluate(source, true);
        assertThat(all.get(all.size() - 1)).isInstanceOf(Evaluation.Rejected.class);
        return (Evaluation.Rejected) all.get(all.size() - 1);
    }

    private static Evaluation.Threw threw(SourceText source) {
        List<Evaluation> all = ENGINE.evaluate(source, true);
        assertThat(all.get(all.size() - 1)).isInstanceOf(Evaluation.Threw.class);
        return (Evaluation.Threw) all.get(all.size() - 1);
    }

    private static Evaluation last(String text) {
        List<Evaluation> all = ENGINE.evaluate(text);
        return all.get(all.size() - 1);
    }
}
