/** The commands, their registry, and the program's exit statuses. */
package ai.arkor.shell.command;
