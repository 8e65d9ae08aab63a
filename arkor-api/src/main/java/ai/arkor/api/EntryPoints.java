package ai.arkor.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets the trainer out of an entry class: from a static field or no-argument static method {@code arkor}, then {@code trainer}, then from the class
 * itself as a supplier. A manifest without a trainer, and a member of another type, fall through to the next.
 */
final class EntryPoints {

    private EntryPoints() {}

    static Trainer trainerOf(Class<?> entry) {
        for (String name : List.of("arkor", "trainer")) {
            Optional<Trainer> trainer = trainerIn(member(entry, name));
            if (trainer.isPresent()) {
                return trainer.get();
            }
        }
        return trainerIn(supplied(entry)).orElseThrow(() -> missing("The entry class " + entry.getName()));
    }

    /** The trainer of what an entry script gave. */
    static Trainer trainerOf(Object value, String entry) {
        return trainerIn(value).orElseThrow(() -> missing("The entry " + entry));
    }

    private static EntryException missing(String what) {
        return new EntryException(what + " gives no trainer. Declare a static field or method named arkor (an Arkor) or trainer (a Trainer),"
                + " or implement Supplier<Trainer>; a script's last expression must be one of the two");
    }

    private static Optional<Trainer> trainerIn(@Nullable Object value) {
        if (value instanceof Trainer trainer) {
            return Optional.of(trainer);
        }
        return value instanceof Arkor arkor ? arkor.trainer() : Optional.empty();
    }

    private static @Nullable Object member(Class<?> entry, String name) {
        try {
            Field field = entry.getDeclaredField(name);
            if (Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                return field.get(null);
            }
        } catch (NoSuchFieldException absent) {
            // A method of that name may still be there.
        } catch (IllegalAccessException | ExceptionInInitializerError e) {
            throw failed(entry, e);
        }
        try {
            Method method = entry.getDeclaredMethod(name);
            if (Modifier.isStatic(method.getModifiers())) {
                method.setAccessible(true);
                return method.invoke(null);
            }
        } catch (NoSuchMethodException absent) {
            return null;
        } catch (IllegalAccessException | InvocationTargetException | ExceptionInInitializerError e) {
            throw failed(entry, e);
        }
        return null;
    }

    private static @Nullable Object supplied(Class<?> entry) {
        if (!Supplier.class.isAssignableFrom(entry)) {
            return null;
        }
        try {
            Constructor<?> constructor = entry.getDeclaredConstructor();
            constructor.setAccessible(true);
            return ((Supplier<?>) constructor.newInstance()).get();
        } catch (NoSuchMethodException e) {
            throw new EntryException("The entry class " + entry.getName() + " is a Supplier without a no-argument constructor, so it cannot be made", e);
        } catch (ReflectiveOperationException | ExceptionInInitializerError e) {
            throw failed(entry, e);
        }
    }

    /** The entry's own unchecked exception comes out as the cause, with its message. */
    private static EntryException failed(Class<?> entry, Throwable e) {
        Throwable cause = e instanceof InvocationTargetException || e instanceof ExceptionInInitializerError
                ? Optional.ofNullable(e.getCause()).orElse(e)
                : e;
        return new EntryException("The entry class " + entry.getName() + " failed while it was set up: " + cause.getMessage(), cause);
    }
}
