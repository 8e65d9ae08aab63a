package ai.arkor.local.backend.store;

/**
 * One event of a job's stream.
 *
 * @param id its position in the stream, rising by 1 from 1
 * @param type the kind, as the wire names it
 * @param json the whole event, one line of JSON
 */
public record StoredEvent(long id, String type, String json) {}
