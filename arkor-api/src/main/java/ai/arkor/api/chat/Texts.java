package ai.arkor.api.chat;

/** What texts must be. */
final class Texts {

    private Texts() {}

    static void notBlank(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
    }
}
