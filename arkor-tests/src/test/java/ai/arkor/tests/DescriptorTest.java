package ai.arkor.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A changed export, requirement or service of a module is a change of its API, and shows here as a change of a reviewed file. */
class DescriptorTest {

    static Stream<String> modules() {
        return BuiltJars.MODULES.stream();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void descriptorIsTheReviewedOne(String module) throws IOException {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        ToolProvider.findFirst("jar").orElseThrow().run(writer, writer, "--describe-module", "--file", BuiltJars.all().get(module).toString());
        // The first line names the jar's place; the order of the others is not promised.
        List<String> described = out.toString().lines().filter(line -> !line.isBlank() && !line.contains(".jar")).sorted().toList();
        try (InputStream file = DescriptorTest.class.getResourceAsStream("/descriptors/" + module + ".txt")) {
            List<String> reviewed = file == null ? List.of() : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            assertThat(described).as("descriptor of %s; if the change is meant, the new file is:%n%s", module, String.join("\n", described))
                    .isEqualTo(reviewed);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyPackageStartsWithTheModulesName(String module) {
        ModuleDescriptor descriptor = descriptor(BuiltJars.all().get(module));
        assertThat(descriptor.packages()).isNotEmpty().allMatch(name -> (name + ".").startsWith(descriptor.name() + "."));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void servicesAreTheSameOnTheClassPath(String module) throws IOException {
        Path jar = BuiltJars.all().get(module);
        Set<String> provided = descriptor(jar).provides().stream()
                .flatMap(provides -> provides.providers().stream().map(provider -> provides.service() + " " + provider))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (var entry : file.stream().filter(e -> e.getName().startsWith("META-INF/services/") && !e.isDirectory()).toList()) {
                String service = entry.getName().substring("META-INF/services/".length());
                new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8).lines()
                        .map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(provider -> listed.add(service + " " + provider));
            }
        }
        assertThat(listed).isEqualTo(provided);
    }

    private static ModuleDescriptor descriptor(Path jar) {
        return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
    }
}
