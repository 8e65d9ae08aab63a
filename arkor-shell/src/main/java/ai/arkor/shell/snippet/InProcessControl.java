package ai.arkor.shell.snippet;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** Runs snippets in this JVM. JShell speaks of values and exceptions as text only, so this keeps the objects themselves. */
final class InProcessControl extends LocalExecutionControl {

    /** JShell calls it in the snippet's place, in the snippet's thread. */
    private static final Method IN_PLACE_OF_THE_SNIPPET = inPlaceOfTheSnippet();
    /** Inherited by the thread that JShell makes for each snippet. */
    private static final InheritableThreadLocal<Call> CURRENT = new InheritableThreadLocal<>();

    private final ClassLoader loader;
    private final Function<@Nullable Object, String> text;
    private final List<Call> calls = new ArrayList<>();
    private boolean echoing = true;
    private @Nullable Object lastRead;
    private Optional<Optional<Object>> toAssign = Optional.empty();

    private InProcessControl(SnippetClasses classes, Function<@Nullable Object, String> text) {
        super(classes);
        loader = classes.loader();
        this.text = text;
    }

    /** A snippet that ran, and what came of it; written by the snippet's thread, read after it. */
    static final class Call {

        /** In nanoseconds; nobody waits so long for a processor that something is not wrong. */
        private static final long PATIENCE = 1_000_000_000L;

        private final Thread evaluating = Thread.currentThread();
        private final Method snippet;
        private final Function<@Nullable Object, String> text;
        private volatile @Nullable Object value;
        private volatile String valueText = "";
        private volatile @Nullable Throwable thrown;

        private Call(Method snippet, Function<@Nullable Object, String> text) {
            this.snippet = snippet;
            this.text = text;
        }

        Optional<Object> value() {
            return Optional.ofNullable(value);
        }

        String text() {
            return valueText;
        }

        Optional<Throwable> thrown() {
            return Optional.ofNullable(thrown);
        }

        /** The value is put into words here, so that what stops a snippet also stops a {@code toString()} without an end. */
        private void run() throws Throwable {
            awaitJoin();
            try {
                Object made = snippet.invoke(null);
                value = made;
                valueText = text.apply(made);
            } catch (InvocationTargetException e) {
                Throwable cause = e.getCause();
                throw cause == null ? e : cause;
            }
        }

        /**
         * JShell waits for every thread that the snippet's group has at the moment it looks, which is just after the snippet's own was started. A snippet that
         * is quick to start another thread would be waited for as long as that one lives, so nothing of it runs before JShell has looked.
         */
        private void awaitJoin() {
            long start = System.nanoTime();
            while (evaluating.getState() != Thread.State.WAITING && System.nanoTime() - start < PATIENCE) {
                Thread.yield();
            }
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** What ran since {@link #forget()}, in that order. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** @param echo whether the values of the snippets to come are put into words */
    void forget(boolean echo) {
        // Threads that a snippet started inherit its call, and are not to keep its value.
        calls.forEach(call -> call.value = null);
        calls.clear();
        echoing = echo;
    }

    /** The object of the variable read last; empty for null. */
    Optional<Object> lastRead() {
        return Optional.ofNullable(lastRead);
    }

    /** The variable that is read next is given that value instead; empty for null. */
    void assignNext(Optional<Object> value) {
        toAssign = Optional.of(value);
    }

    @Override
    public String varValue(String className, String variable) throws InternalException {
        try {
            Field field = findClass(className).getDeclaredField(variable);
            field.setAccessible(true);
            if (toAssign.isPresent()) {
                field.set(null, toAssign.get().orElse(null));
            }
            lastRead = field.get(null);
            return "";
        } catch (ReflectiveOperationException e) {
            throw new InternalException("The variable " + variable + " could not be reached: " + e);
        } finally {
            toAssign = Optional.empty();
        }
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

    @Override
    protected String invoke(Method snippet) throws Exception {
        Call call = new Call(snippet, echoing ? text : value -> "");
        calls.add(call);
        Call outer = CURRENT.get();
        CURRENT.set(call);
        try {
            return super.invoke(IN_PLACE_OF_THE_SNIPPET);
        } finally {
            CURRENT.set(outer);
        }
    }

    static void runCurrent() throws Throwable {
        CURRENT.get().run();
    }

    private static Method inPlaceOfTheSnippet() {
        try {
            Method method = InProcessControl.class.getDeclaredMethod("runCurrent");
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
        if (!calls.isEmpty()) {
            calls.get(calls.size() - 1).thrown = cause;
        }
        return super.throwConvertedInvocationException(cause);
    }

    /** Gives one control, which the engine keeps to itself. */
    static final class Provider implements ExecutionControlProvider {

        private final InProcessControl control;

        /** @param text puts a value into words */
        Provider(SnippetClasses classes, Function<@Nullable Object, String> text) {
            control = new InProcessControl(classes, text);
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
