/** The prompt: Java and commands, beside runs that go on. */
package ai.arkor.shell.prompt;
