/** Which backend a command talks to, and how a run is found on it. */
package ai.arkor.shell.backend;
