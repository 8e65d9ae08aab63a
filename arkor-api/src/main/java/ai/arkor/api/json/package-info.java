/** A small immutable JSON value, for the free-form parts of a run. It sees nothing else of this module. */
package ai.arkor.api.json;
