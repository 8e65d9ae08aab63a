/** What is written where: a live line that other output does not damage, colours, signals. */
package ai.arkor.shell.terminal;
