package ai.arkor.shell.snippet;

import ai.arkor.api.EntryException;

/** Tells whether this Java can evaluate snippets, before a class is loaded that would be missed. */
public final class SnippetSupport {

    private SnippetSupport() {}

    /** @throws EntryException when it is a JRE */
    public static void require() {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new EntryException("Snippets need a JDK, and this is a JRE without a compiler (" + System.getProperty("java.home")
                    + "). Run with a JDK; commands work without");
        }
    }
}
