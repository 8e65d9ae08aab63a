/** How soon the installed program answers. */
@org.jspecify.annotations.NullMarked
package ai.arkor.benchmarks.startup;
