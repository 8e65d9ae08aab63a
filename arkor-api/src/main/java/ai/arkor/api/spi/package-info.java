/** What others provide: a client to reach a backend with, and loaders of entries that are not Java sources. */
package ai.arkor.api.spi;
