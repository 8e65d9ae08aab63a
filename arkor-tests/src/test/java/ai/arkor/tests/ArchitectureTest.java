package ai.arkor.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, on the jars that are shipped. */
class ArchitectureTest {

    private static JavaClasses classes;

    @BeforeAll
    static void importJars() throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (var path : BuiltJars.paths().toList()) {
            jars.add(new JarFile(path.toFile()));
        }
        classes = new ClassFileImporter().importJars(jars.toArray(JarFile[]::new));
        for (JarFile jar : jars) {
            jar.close();
        }
    }

    @Test
    void thereAreClassesToHoldTheRulesAgainst() {
        assertThat(classes).hasSizeGreaterThan(200);
        for (String module : List.of("api", "wire", "auth", "client", "local", "testkit", "shell")) {
            assertThat(classes.that(resideInAPackage("ai.arkor." + module + ".."))).as(module).hasSizeGreaterThan(5);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        // A service interface and the API it serves name each other, as java.nio.file and java.nio.file.spi do.
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles()
                .ignoreDependency(resideInAPackage("ai.arkor.api.spi"), resideInAPackage("ai.arkor.api"))
                .check(classes);
    }

    @Test
    void librariesNeitherPrintNorExit() {
        noClasses().that().resideOutsideOfPackages("ai.arkor.shell..", "ai.arkor.local.worker..", "ai.arkor.local.backend..", "ai.arkor.local.pretrain..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
                .check(classes);
    }

    @Test
    void theEngineKnowsNothingOfHttpOrSql() {
        noClasses().that().resideInAPackage("ai.arkor.local.engine..")
                .should().dependOnClassesThat().resideInAnyPackage("io.javalin..", "java.sql..", "java.net.http..", "ai.arkor.local.backend..", "ai.arkor.local.worker..")
                .check(classes);
    }

    @Test
    void theBackendKnowsNothingOfTensors() {
        noClasses().that().resideInAnyPackage("ai.arkor.local", "ai.arkor.local.backend..")
                .should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..", "ai.djl..", "ai.arkor.local.engine..")
                .check(classes);
    }

    @Test
    void jacksonReadsTheWireAndModelFoldersOnly() {
        noClasses().that().resideOutsideOfPackages("ai.arkor.wire..", "ai.arkor.local.engine..", "ai.arkor.local.pretrain..")
                .should().dependOnClassesThat().resideInAPackage("tools.jackson..")
                .check(classes);
    }

    @Test
    void theClientAndTheBackendDoNotKnowEachOther() {
        noClasses().that().resideInAPackage("ai.arkor.client..").should().dependOnClassesThat().resideInAPackage("ai.arkor.local..").check(classes);
        noClasses().that().resideInAPackage("ai.arkor.local..").should().dependOnClassesThat().resideInAPackage("ai.arkor.client..").check(classes);
    }

    /** From JDK 26 on it covers the body too, so that it would end a stream in its midst. */
    @Test
    void theClientSetsNoTimeOutOnARequest() {
        noClasses().that().resideInAPackage("ai.arkor.client..").should().accessTargetWhere(isTimeOutOfARequest()).check(classes);
        assertThat(classes.stream().flatMap(type -> type.getAccessesFromSelf().stream()).anyMatch(isTimeOutOfARequest())).as("and others do").isTrue();
    }

    private static DescribedPredicate<JavaAccess<?>> isTimeOutOfARequest() {
        return DescribedPredicate.describe("is a request's time-out",
                access -> access.getTargetOwner().isEquivalentTo(HttpRequest.Builder.class) && access.getTarget().getName().equals("timeout"));
    }

    /** It is to find their mistakes, and works where they are not to be seen. */
    @Test
    void theTestKitSpellsTheProtocolForItself() {
        noClasses().that().resideInAPackage("ai.arkor.testkit..")
                .should().dependOnClassesThat().resideInAnyPackage("ai.arkor.wire..", "ai.arkor.client..", "ai.arkor.auth..", "ai.arkor.local..")
                .check(classes);
    }

    @Test
    void onlyTheShellKnowsTerminals() {
        noClasses().that().resideOutsideOfPackage("ai.arkor.shell..")
                .should().dependOnClassesThat().resideInAnyPackage("org.jline..", "picocli..", "jdk.jshell..")
                .check(classes);
    }

    /** Every package is a slice of its own; those outside this project are none. */
    private static final class EachPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return javaClass.getPackageName().startsWith("ai.arkor.") ? SliceIdentifier.of(javaClass.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }
}
