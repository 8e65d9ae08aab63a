package ai.arkor.shell.snippet;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** Runs snippets in this JVM. JShell speaks of values as text only, so reading a variable also keeps the object itself. */
final class InProcessControl extends LocalExecutionControl {

    private final ClassLoader loader;
    private @Nullable Object lastRead;

    private InProcessControl(SnippetClasses classes) {
        super(classes);
        loader = classes.loader();
    }

    /** The object of the variable read last; empty for null. */
    Optional<Object> lastRead() {
        return Optional.ofNullable(lastRead);
    }

    @Override
    public String varValue(String className, String variable) throws RunException, EngineTerminationException, InternalException {
        try {
            Field field = findClass(className).getDeclaredField(variable);
            field.setAccessible(true);
            lastRead = field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new InternalException("The variable " + variable + " could not be read: " + e);
        }
        return super.varValue(className, variable);
    }

    /** Libraries that find things by the thread's loader find the snippets' classes too. */
    @Override
    public String invoke(String className, String method) throws RunException, InternalException, EngineTerminationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return super.invoke(className, method);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Gives one control, which the engine keeps to itself. */
    static final class Provider implements ExecutionControlProvider {

        private final InProcessControl control;

        Provider(SnippetClasses classes) {
            control = new InProcessControl(classes);
        }

        InProcessControl control() {
            return control;
        }

        @Override
        public String name() {
            return "arkor";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }
}
