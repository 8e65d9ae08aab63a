/** What it costs to watch runs with the client, beside java.net.http alone. Each measured program is a process of its own, and so is the server. */
@org.jspecify.annotations.NullMarked
package ai.arkor.benchmarks.client;
