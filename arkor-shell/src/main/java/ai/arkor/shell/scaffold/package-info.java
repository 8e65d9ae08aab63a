/** Writes projects: which files belong to one, what is in them, and how they come to a folder without harm to what is there. */
package ai.arkor.shell.scaffold;
