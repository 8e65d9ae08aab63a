package ai.arkor.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the package a Java source declares, without a compiler, which a JRE has not. */
final class PackageDeclaration {

    /** Comments may come before it, and nothing else but white space. */
    private static final Pattern PACKAGE = Pattern.compile(
            "\\A\\uFEFF?(?:\\s++|//[^\\r\\n]*+|/\\*(?s:.*?)\\*/)*+package\\s+([\\p{javaJavaIdentifierPart}.\\s]+?)\\s*;");

    private PackageDeclaration() {}

    /** The package's name; empty for the unnamed package. */
    static String of(String source) {
        Matcher declared = PACKAGE.matcher(source);
        return declared.find() ? declared.group(1).replaceAll("\\s", "") : "";
    }
}
