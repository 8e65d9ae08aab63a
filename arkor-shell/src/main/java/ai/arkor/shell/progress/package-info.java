/** A run's progress, told to people. */
package ai.arkor.shell.progress;
