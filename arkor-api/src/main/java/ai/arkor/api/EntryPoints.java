package ai.arkor.api;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gets the trainer out of an entry class: from a static field or no-argument static method {@code arkor}, then {@code trainer}, then from the class
 * itself as a supplier. A manifest without a trainer, null, and a value of another type, fall through to the next; a member that throws does not. Inherited
 * members count, those of the class before those of its superclass.
 */
final class EntryPoints {

    private final Class<?> entry;
    /** Why what looks like an entry point is none. */
    private final List<String> unfit = new ArrayList<>();

    private EntryPoints(Class<?> entry) {
        this.entry = entry;
    }

    static Trainer trainerOf(Class<?> entry) {
        EntryPoints points = new EntryPoints(entry);
        return Stream.of("arkor", "trainer")
                .map(points::member)
                .flatMap(Optional::stream)
                .findFirst()
                .or(points::supplied)
                .orElseThrow(() -> missing("The entry class " + entry.getName(), points.unfit));
    }

    /** The trainer of what an entry script gave. */
    static Trainer trainerOf(Object value, String entry) {
        List<String> unfit = new ArrayList<>();
        return trainerIn(value, "its last expression", unfit).orElseThrow(() -> missing("The entry " + entry, unfit));
    }

    private static EntryException missing(String what, List<String> unfit) {
        String seen = unfit.isEmpty() ? "" : " (" + String.join("; ", unfit) + ")";
        return new EntryException(what + " gives no trainer" + seen + ". Declare a static field or method named arkor (an Arkor) or trainer (a Trainer),"
                + " or implement Supplier<Trainer>; a script's last expression must be one of the two");
    }

    private static Optional<Trainer> trainerIn(@Nullable Object value, String from, List<String> unfit) {
        if (value instanceof Trainer trainer) {
            return Optional.of(trainer);
        }
        if (value instanceof Arkor arkor && arkor.trainer().isPresent()) {
            return arkor.trainer();
        }
        unfit.add(from + (value == null ? " is null" : value instanceof Arkor ? " is an Arkor without a trainer" : " is of " + value.getClass().getName()));
        return Optional.empty();
    }

    private Optional<Trainer> member(String name) {
        for (Class<?> type = entry; type != null && type != Object.class; type = type.getSuperclass()) {
            Optional<Trainer> trainer = Optional.empty();
            for (Field field : type.getDeclaredFields()) {
                if (trainer.isEmpty() && field.getName().equals(name) && isStatic(field, "the field " + name)) {
                    trainer = trainerIn(called("The static field " + name, field, () -> field.get(null)), "the field " + name, unfit);
                }
            }
            for (Method method : type.getDeclaredMethods()) {
                if (trainer.isEmpty() && method.getName().equals(name) && isCallable(method, "the method " + name)) {
                    trainer = trainerIn(called("The method " + name + "()", method, () -> method.invoke(null)), "the method " + name + "()", unfit);
                }
            }
            if (trainer.isPresent()) {
                return trainer;
            }
        }
        return Optional.empty();
    }

    private boolean isCallable(Method method, String named) {
        if (method.getParameterCount() > 0) {
            unfit.add(named + " has parameters");
            return false;
        }
        // A bridge only calls the method that it stands for.
        return !method.isBridge() && isStatic(method, named + "()");
    }

    private boolean isStatic(Member member, String named) {
        boolean isStatic = Modifier.isStatic(member.getModifiers());
        if (!isStatic) {
            unfit.add(named + " is not static");
        }
        return isStatic;
    }

    private Optional<Trainer> supplied() {
        if (!Supplier.class.isAssignableFrom(entry)) {
            return Optional.empty();
        }
        Constructor<?> constructor = Arrays.stream(entry.getDeclaredConstructors()).filter(one -> one.getParameterCount() == 0).findFirst()
                .filter(one -> !Modifier.isAbstract(entry.getModifiers()))
                .orElseThrow(() -> new EntryException("The entry class " + entry.getName()
                        + " is a Supplier that cannot be made: it is abstract or has no constructor without parameters"));
        Supplier<?> supplier = (Supplier<?>) called("The constructor", constructor, constructor::newInstance);
        return trainerIn(called("The method get()", null, supplier::get), "what get() gives", unfit);
    }

    /** What the member gives. What it throws, or the static initializer before it, is the cause. */
    private <M extends AccessibleObject & Member> @Nullable Object called(String member, @Nullable M access, Call call) {
        String of = member + " of the entry class " + entry.getName();
        if (access != null && !access.trySetAccessible() && !access.canAccess(null)) {
            String module = entry.getModule().getName();
            throw new EntryException(of + " cannot be read, because its module keeps it. Add to the module-info.java of " + module + ": opens "
                    + entry.getPackageName() + " to ai.arkor.api;");
        }
        try {
            return call.value();
        } catch (ExceptionInInitializerError e) {
            throw threw("The static initializer of the entry class " + entry.getName(), Optional.ofNullable(e.getCause()).orElse(e));
        } catch (InvocationTargetException e) {
            throw threw(of, Optional.ofNullable(e.getCause()).orElse(e));
        } catch (LinkageError e) {
            throw notLoaded("The entry class " + entry.getName(), e);
        } catch (Exception | Error e) {
            throw threw(of, e);
        }
    }

    private EntryException threw(String what, Throwable thrown) {
        Throwable cause = thrown instanceof ExceptionInInitializerError initializer && initializer.getCause() != null ? initializer.getCause() : thrown;
        if (cause instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        if (cause instanceof LinkageError e) {
            return notLoaded("The entry class " + entry.getName(), e);
        }
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new EntryException(what + " threw " + cause + place(cause), cause);
    }

    /** What a class that cannot be loaded lacks. */
    static EntryException notLoaded(String what, Throwable e) {
        String name = String.valueOf(e.getMessage());
        return e instanceof NoClassDefFoundError && name.matches("[\\w/$]+")
                ? new EntryException(what + " needs the class " + name.replace('/', '.') + ", which is not on its class path. Name its jar or folder with --class-path,"
                        + " or with TrainerRunner.classPath", e)
                : new EntryException(what + " could not be loaded: " + e, e);
    }

    /** Where in the entry's own code it was thrown, or called for. */
    private String place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> "arkor-entry".equals(frame.getClassLoaderName()) || frame.getClassName().equals(entry.getName()))
                .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")")
                .orElse("");
    }

    @FunctionalInterface
    private interface Call {
        @Nullable Object value() throws Exception;
    }
}
