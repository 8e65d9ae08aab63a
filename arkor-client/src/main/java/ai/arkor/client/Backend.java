package ai.arkor.client;

import ai.arkor.api.Capabilities;
import ai.arkor.client.observation.Timing;
import ai.arkor.client.transport.Transport;
import org.jspecify.annotations.Nullable;

/** One backend, as the clients for its project folders share it. Thread-safe. */
final class Backend {

    private final CloudApiClient api;
    private final String name;
    private volatile @Nullable Capabilities capabilities;

    /** @param name what run references call it */
    Backend(CloudApiClient api, String name) {
        this.api = api;
        this.name = name;
    }

    CloudApiClient api() {
        return api;
    }

    Transport transport() {
        return api.transport();
    }

    String name() {
        return name;
    }

    Timing timing() {
        return api.timing();
    }

    /** Asked once; threads that race ask twice, which does no harm. */
    Capabilities capabilities() throws InterruptedException {
        Capabilities known = capabilities;
        if (known == null) {
            known = api.capabilities();
            capabilities = known;
        }
        return known;
    }
}
