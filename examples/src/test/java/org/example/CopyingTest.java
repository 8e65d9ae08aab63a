package org.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopyingTest {

    @TempDir
    private Path classes;

    static Stream<Path> sources() throws Exception {
        return Examples.sources().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void oneFileCopiedIsAWholeProgram(Path source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(complaints, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-cp", Program.libraries(), "-sourcepath", "", "--release", "17", "-proc:none");
            compiler.getTask(null, files, complaints, options, null, files.getJavaFileObjects(source)).call();
        }
        assertThat(complaints.getDiagnostics()).filteredOn(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR).isEmpty();
        Path compiled = classes.resolve(Examples.ROOT.relativize(source).toString().replace(".java", ".class"));
        assertThat(compiled).isNotEmptyFile();
    }
}
