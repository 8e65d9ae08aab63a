package ai.arkor.shell.command;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** How the prompt behaves, as {@code set} changes it. Thread-safe. */
public final class Settings {

    /** One setting and the values it may have, the usual one first. */
    public enum Name {
        COLOR("whether the prompt uses colours; auto: where the terminal and the environment want them", "auto", "on", "off"),
        EDITOR("the keys of the line editor", "emacs", "vi"),
        QUIET("whether runs in the background tell no more than that they began and ended", "off", "on");

        private final String description;
        private final List<String> choices;

        Name(String description, String... values) {
            this.description = description;
            choices = List.of(values);
        }

        public String description() {
            return description;
        }

        public List<String> choices() {
            return choices;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException listing the settings there are */
        static Name of(String text) {
            for (Name name : values()) {
                if (name.toString().equals(text)) {
                    return name;
                }
            }
            throw new IllegalArgumentException("There is no setting " + text + ". The settings are listed by: set");
        }
    }

    private final Map<Name, String> values = new EnumMap<>(Name.class);
    private final Consumer<Name> onChange;

    /** @param onChange told which one was changed, after it was */
    public Settings(Consumer<Name> onChange) {
        this.onChange = onChange;
    }

    public synchronized String value(Name name) {
        return values.getOrDefault(name, name.choices().get(0));
    }

    /** @throws IllegalArgumentException listing the values it may have */
    void change(Name name, String value) {
        if (!name.choices().contains(value)) {
            throw new IllegalArgumentException("The setting " + name + " is one of " + String.join(", ", name.choices()) + ", not " + value);
        }
        synchronized (this) {
            values.put(name, value);
        }
        onChange.accept(name);
    }
}
