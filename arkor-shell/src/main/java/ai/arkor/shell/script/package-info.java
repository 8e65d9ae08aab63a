/** Programs in a file, in a word of the command line or on the standard input, run in this process. */
package ai.arkor.shell.script;
