/** The scripted Arkor Cloud: {@link ai.arkor.testkit.ScriptedCloud}. */
package ai.arkor.testkit;
