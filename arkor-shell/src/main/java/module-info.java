/** The program for people: commands, and a prompt that takes Java. */
@org.jspecify.annotations.NullMarked
module ai.arkor.shell {
    requires ai.arkor.api;
    requires info.picocli;
    requires static transitive org.jspecify;

    opens ai.arkor.shell.command to info.picocli;
}
