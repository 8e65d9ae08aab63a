/** Java that people type, run in this JVM. */
package ai.arkor.shell.snippet;
