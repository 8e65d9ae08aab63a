package ai.arkor.local.engine.text;

import java.util.Arrays;

/** Token ids with the response mask, growing. */
final class TokenList {
    private int[] ids = new int[128];
    private boolean[] response = new boolean[128];
    private int size;

    void add(int id, boolean isResponse) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            response = Arrays.copyOf(response, size * 2);
        }
        ids[size] = id;
        response[size++] = isResponse;
    }

    void addAll(int[] more, boolean isResponse) {
        for (int id : more) {
            add(id, isResponse);
        }
    }

    EncodedChat toChat() {
        return new EncodedChat(Arrays.copyOf(ids, size), Arrays.copyOf(response, size));
    }
}
