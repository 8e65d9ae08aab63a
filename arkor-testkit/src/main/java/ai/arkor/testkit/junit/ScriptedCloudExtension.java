package ai.arkor.testkit.junit;

import ai.arkor.testkit.ScriptedCloud;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods and their {@code @BeforeEach} methods a {@link ScriptedCloud} as a parameter, one for each test, and closes it after the test.
 *
 * <pre>{@code
 * @ExtendWith(ScriptedCloudExtension.class)
 * class NightlyTest {
 *     @Test
 *     void survivesADroppedStream(ScriptedCloud cloud) { ... }
 * }
 * }</pre>
 */
// JUnit is not passed on: a module that uses the kit without JUnit could not be compiled then.
@SuppressWarnings("exports")
public final class ScriptedCloudExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(ScriptedCloudExtension.class);

    /** For JUnit, which makes it. */
    public ScriptedCloudExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ScriptedCloud.class && test.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return store(test).getOrComputeIfAbsent(ScriptedCloud.class, type -> ScriptedCloud.start(), ScriptedCloud.class);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        ScriptedCloud cloud = store(test).remove(ScriptedCloud.class, ScriptedCloud.class);
        if (cloud != null) {
            cloud.close();
        }
    }

    private static Store store(ExtensionContext test) {
        return test.getStore(NAMESPACE);
    }
}
