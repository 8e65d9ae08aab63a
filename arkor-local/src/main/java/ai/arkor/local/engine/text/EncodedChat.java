package ai.arkor.local.engine.text;

/**
 * A conversation as tokens.
 *
 * @param ids the whole conversation
 * @param response for each token, whether it belongs to an assistant's answer, its end token included
 */
public record EncodedChat(int[] ids, boolean[] response) {
    public EncodedChat {
        if (ids.length != response.length) {
            throw new IllegalArgumentException(ids.length + " ids but " + response.length + " mask values");
        }
    }

    public int length() {
        return ids.length;
    }
}
