package ai.arkor.auth;

import ai.arkor.api.CredentialsException;
import ai.arkor.api.json.JsonValue.JsonObject;

/** The record of a credentials file. */
final class StoredRecord {

    private StoredRecord() {}

    /** A record without a mode counts as OAuth, as upstream takes it. */
    static Credentials credentials(JsonObject record) {
        String mode = record.string("mode").orElse("oauth");
        return switch (mode) {
            case "anon" -> Credentials.Anonymous.read(record);
            case "oauth" -> Credentials.OAuth.read(record);
            default -> throw new CredentialsException("it is of the kind \"" + mode + "\", which this version does not know", null);
        };
    }

    static JsonObject of(Credentials credentials) {
        if (credentials instanceof Credentials.Anonymous anonymous) {
            return anonymous.record();
        }
        if (credentials instanceof Credentials.OAuth oauth) {
            return oauth.record();
        }
        throw new IllegalArgumentException("A token that was given is not kept in a file");
    }

    static void require(JsonObject record, String... fields) {
        for (String field : fields) {
            if (record.string(field).isEmpty()) {
                throw new CredentialsException("it has no text field \"" + field + "\"", null);
            }
        }
    }

    static String text(JsonObject record, String field) {
        return record.string(field).orElseThrow();
    }
}
