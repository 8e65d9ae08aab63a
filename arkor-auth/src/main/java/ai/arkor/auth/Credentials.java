package ai.arkor.auth;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.util.Optional;

/**
 * What a request is signed with. Immutable. None of its kinds shows a token in {@code toString()}.
 *
 * <p>{@link Anonymous} and {@link OAuth} are kept in a file, with every field that was there when they were read, also those this version does not
 * know.
 */
public sealed interface Credentials {

    /** The secret sent as {@code Authorization: Bearer}. Do not print it. */
    String bearerToken();

    /** The address the token was issued for, as stored, which may be empty text; none when it was not stored. */
    Optional<String> cloudApiUrl();

    /** The organisation that comes with the identity; none when the identity may have several. */
    Optional<String> personalOrg();

    /** A throw-away identity with an organisation of its own. It cannot be renewed: who loses its token loses its work. */
    final class Anonymous implements Credentials {

        private final JsonObject record;

        private Anonymous(JsonObject record) {
            this.record = record;
        }

        /** @param cloudApiUrl the address that issued the token, without slashes at its end */
        public static Anonymous of(String token, String anonymousId, String cloudApiUrl, String orgSlug) {
            return new Anonymous(JsonValue.object()
                    .with("mode", JsonValue.of("anon"))
                    .with("token", JsonValue.of(token))
                    .with("anonymousId", JsonValue.of(anonymousId))
                    .with("arkorCloudApiUrl", JsonValue.of(cloudApiUrl))
                    .with("orgSlug", JsonValue.of(orgSlug)));
        }

        static Anonymous read(JsonObject record) {
            StoredRecord.require(record, "token", "anonymousId", "arkorCloudApiUrl", "orgSlug");
            return new Anonymous(record);
        }

        @Override
        public String bearerToken() {
            return StoredRecord.text(record, "token");
        }

        /** The identity, which is no secret: what a person quotes to be recognised. */
        public String anonymousId() {
            return StoredRecord.text(record, "anonymousId");
        }

        public String orgSlug() {
            return StoredRecord.text(record, "orgSlug");
        }

        @Override
        public Optional<String> cloudApiUrl() {
            return record.string("arkorCloudApiUrl");
        }

        @Override
        public Optional<String> personalOrg() {
            return Optional.of(orgSlug());
        }

        JsonObject record() {
            return record;
        }

        @Override
        public String toString() {
            return "Anonymous[" + anonymousId() + ", organisation " + orgSlug() + "]";
        }
    }

    /** A person's login. Its refresh token and its expiry are kept, and not used. */
    final class OAuth implements Credentials {

        private final JsonObject record;

        private OAuth(JsonObject record) {
            this.record = record;
        }

        static OAuth read(JsonObject record) {
            StoredRecord.require(record, "accessToken");
            return new OAuth(record);
        }

        @Override
        public String bearerToken() {
            return StoredRecord.text(record, "accessToken");
        }

        @Override
        public Optional<String> cloudApiUrl() {
            return record.string("arkorCloudApiUrl");
        }

        @Override
        public Optional<String> personalOrg() {
            return Optional.empty();
        }

        JsonObject record() {
            return record;
        }

        @Override
        public String toString() {
            return "OAuth[" + record.string("auth0Domain").orElse("unknown issuer") + "]";
        }
    }

    /** A token that a program was given, by its environment for instance. It is never written to a file. */
    final class Given implements Credentials {

        private final String token;
        private final String cloudApiUrl;

        private Given(String token, String cloudApiUrl) {
            this.token = token;
            this.cloudApiUrl = cloudApiUrl;
        }

        public static Given of(String token, String cloudApiUrl) {
            return new Given(token, cloudApiUrl);
        }

        @Override
        public String bearerToken() {
            return token;
        }

        @Override
        public Optional<String> cloudApiUrl() {
            return Optional.of(cloudApiUrl);
        }

        @Override
        public Optional<String> personalOrg() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Given[for " + cloudApiUrl + "]";
        }
    }
}
