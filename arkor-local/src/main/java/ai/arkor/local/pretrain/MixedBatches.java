package ai.arkor.local.pretrain;

import ai.arkor.local.engine.text.ChatTemplate;
import ai.arkor.local.engine.text.EncodedChat;
import ai.arkor.local.engine.text.Tokenizer;
import ai.arkor.local.engine.train.Batch;
import ai.arkor.local.engine.train.Batches;
import ai.arkor.local.engine.train.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Batches of text (every token scored) and of conversations (answers scored, now and then all), mixed, each batch decided by its
 * number. Conversations are drawn for several batches at once and grouped by length, so that little is padding.
 */
final class MixedBatches implements Batches {
    /** Batches that are drawn together. */
    private static final int BLOCK = 20;

    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final Corpus corpus;
    private final Mix mix;
    private final List<int[]> texts;
    private long block = -1;
    private List<Batch> drawn = List.of();

    /**
     * @param textBatches of {@value #BLOCK}
     * @param scoredWhole of {@value #BLOCK}, conversation batches on which every token is scored
     * @param wordShare how many of a hundred conversations are about words
     * @param chatRows conversations in a batch
     * @param textRows windows of text in a batch
     */
    record Mix(int textBatches, int scoredWhole, int wordShare, int chatRows, int textRows, int window, long firstChat) {}

    MixedBatches(Tokenizer tokenizer, ChatTemplate template, Corpus corpus, Mix mix) {
        this.tokenizer = tokenizer;
        this.template = template;
        this.corpus = corpus;
        this.mix = mix;
        this.texts = windows(corpus.texts(), mix.window());
    }

    @Override
    public Batch batch(long index) {
        if (index / BLOCK != block) {
            block = index / BLOCK;
            drawn = draw();
        }
        return drawn.get((int) (index % BLOCK));
    }

    private List<Batch> draw() {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < mix.textBatches(); i++) {
            long first = (block * mix.textBatches() + i) * mix.textRows();
            List<Example> rows = new ArrayList<>();
            for (int row = 0; row < mix.textRows(); row++) {
                rows.add(Example.text(texts.get((int) ((first + row) % texts.size()))));
            }
            batches.add(new Batch(rows));
        }
        int chatBatches = BLOCK - mix.textBatches();
        List<EncodedChat> chats = new ArrayList<>();
        for (int i = 0; i < chatBatches * mix.chatRows(); i++) {
            long number = mix.firstChat() + block * chatBatches * mix.chatRows() + i;
            chats.add(template.encode(tokenizer, corpus.chat(number, mix.wordShare())));
        }
        chats.sort(Comparator.comparingInt(EncodedChat::length));
        Dice dice = new Dice(block, mix.firstChat());
        List<Integer> order = dice.sample(java.util.stream.IntStream.range(0, chatBatches).boxed().toList(), chatBatches);
        for (int i = 0; i < chatBatches; i++) {
            int first = order.get(i) * mix.chatRows();
            boolean whole = i < mix.scoredWhole();
            batches.add(new Batch(chats.subList(first, first + mix.chatRows()).stream()
                    .map(chat -> whole ? Example.text(chat.ids()) : answersOnly(chat))
                    .toList()));
        }
        return dice.sample(batches, batches.size());
    }

    static Example answersOnly(EncodedChat chat) {
        int[] labels = chat.ids().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = chat.response()[i] ? labels[i] : Example.IGNORED;
        }
        return new Example(chat.ids(), labels);
    }

    /** All texts one after another, each with its beginning and end, cut into equal windows. */
    private List<int[]> windows(List<String> documents, int length) {
        List<int[]> windows = new ArrayList<>();
        int[] window = new int[length];
        int size = 0;
        int end = tokenizer.eos().orElseThrow();
        for (String document : documents) {
            int[] ids = tokenizer.encodeSequence(document);
            for (int i = 0; i <= ids.length; i++) {
                window[size++] = i < ids.length ? ids[i] : end;
                if (size == length) {
                    windows.add(window);
                    window = new int[length];
                    size = 0;
                }
            }
        }
        return windows;
    }
}
