/** The vocabulary of inference: which model, what was said, what came back. */
package ai.arkor.api.chat;
