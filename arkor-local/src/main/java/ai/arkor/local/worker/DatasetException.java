package ai.arkor.local.worker;

import ai.arkor.api.ArkorException;
import java.io.Serial;
import java.nio.file.Path;

/** A dataset file cannot be trained on. The message names the file and, where one is at fault, the row: the number of the line, counted from 1. */
final class DatasetException extends ArkorException {
    @Serial
    private static final long serialVersionUID = 1L;

    DatasetException(Path file, String problem) {
        super("Dataset " + file + " " + problem);
    }

    DatasetException(Path file, long row, String problem) {
        super("Dataset " + file + ", row " + row + ": " + problem);
    }
}
