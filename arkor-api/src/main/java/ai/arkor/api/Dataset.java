package ai.arkor.api;

import ai.arkor.api.json.JsonValue;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the rows to train on come from. */
public sealed interface Dataset {

    /** The dataset as the wire spells it. It may hold a token: do not print it. */
    JsonObject toJson();

    /** A dataset of the Hugging Face hub. */
    record HuggingFace(String name, Optional<String> split, Optional<String> subset) implements Dataset {

        /** @throws IllegalArgumentException naming the field that is blank */
        public HuggingFace {
            Range.named("dataset.name", name);
            split.ifPresent(value -> Range.named("dataset.split", value));
            subset.ifPresent(value -> Range.named("dataset.subset", value));
        }

        public HuggingFace split(String value) {
            return new HuggingFace(name, Optional.of(value), subset);
        }

        public HuggingFace subset(String value) {
            return new HuggingFace(name, split, Optional.of(value));
        }

        @Override
        public JsonObject toJson() {
            JsonObject json = JsonValue.object().with("type", JsonValue.of("huggingface")).with("name", JsonValue.of(name));
            if (split.isPresent()) {
                json = json.with("split", JsonValue.of(split.get()));
            }
            return subset.isPresent() ? json.with("subset", JsonValue.of(subset.get())) : json;
        }
    }

    /** A file behind a URL. */
    final class Blob implements Dataset {
        private final URI url;
        private final @Nullable String token;

        private Blob(URI url, @Nullable String token) {
            if (!url.isAbsolute()) {
                throw new IllegalArgumentException("dataset.url must begin with a scheme such as https:, unlike " + url.getPath());
            }
            this.url = url;
            this.token = token;
        }

        public URI url() {
            return url;
        }

        /**
         * The same file, fetched with that bearer token.
         *
         * @throws IllegalArgumentException when blank
         */
        public Blob token(String value) {
            return new Blob(url, Range.named("dataset.token", value));
        }

        @Override
        public JsonObject toJson() {
            JsonObject json = JsonValue.object().with("type", JsonValue.of("blob")).with("url", JsonValue.of(url.toString()));
            return token == null ? json : json.with("token", JsonValue.of(token));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Blob that && url.equals(that.url) && Objects.equals(token, that.token);
        }

        @Override
        public int hashCode() {
            return Objects.hash(url, token);
        }

        @Override
        public String toString() {
            return "Blob[" + url.getScheme() + "://" + url.getHost() + url.getPath() + "]";
        }
    }

    /**
     * A file on this machine, which only a backend on this machine can read. A relative path is taken from the project folder when the run is
     * submitted.
     */
    record LocalFile(Path path) implements Dataset {

        /** @throws IllegalArgumentException when the path is empty */
        public LocalFile {
            Range.named("dataset.path", path.toString());
        }

        @Override
        public JsonObject toJson() {
            return JsonValue.object().with("type", JsonValue.of("file")).with("path", JsonValue.of(path.toString()));
        }
    }

    /**
     * @param name for instance {@code arkorlab/triage-demo}
     * @throws IllegalArgumentException when blank
     */
    static HuggingFace huggingFace(String name) {
        return new HuggingFace(name, Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException when the address has no scheme */
    static Blob blob(URI url) {
        return new Blob(url, null);
    }

    static LocalFile file(Path path) {
        return new LocalFile(path);
    }

    /**
     * {@link #file(Path)}, for scripts with one import.
     *
     * @throws IllegalArgumentException when it is no path of this machine, or empty
     */
    static LocalFile file(String path) {
        return file(Path.of(path));
    }
}
