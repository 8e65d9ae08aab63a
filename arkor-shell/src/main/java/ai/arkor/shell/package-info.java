/** The program's entry. */
package ai.arkor.shell;
