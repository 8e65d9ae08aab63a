package ai.arkor.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.local.engine.model.ModelException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureTest {

    @TempDir
    Path folder;

    @Test
    void aFullDiskIsCalledThatWhateverWasBeingWritten() {
        ModelException cannotSave = new ModelException("Cannot write the adapter folder", new IOException("No space left on device"));

        assertThat(Failure.reason(cannotSave, folder)).isEqualTo("no space is left on the disk of " + folder + ". Free some and start it again.");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsNamedWithTheReason() {
        Path checkpoints = folder.resolve("checkpoints");
        ModelException cannotSave = new ModelException("Cannot write the adapter folder", new AccessDeniedException(checkpoints.toString()));

        assertThat(Failure.reason(cannotSave, folder)).contains("Cannot write the adapter folder", checkpoints + ": permission denied", "start it again");
    }

    @Test
    void memoryThatLibtorchDoesNotGetIsCalledThat() {
        RuntimeException allocation = new RuntimeException("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory: you tried to allocate 9 bytes\nframe 0");

        assertThat(Failure.reason(allocation, folder)).contains("memory ran out", "batchSize", "9 bytes").doesNotContain("frame 0");
    }

    @Test
    void librariesThatCannotBeLoadedAreBlamedOnTheDiskWhenItIsFull() {
        UnsatisfiedLinkError notFound = new UnsatisfiedLinkError("no jnitorch");

        assertThat(Natives.missing(notFound, 12, folder)).contains("no jnitorch", folder.toString(), "12 MB left", "Free some");
        assertThat(Natives.missing(notFound, Long.MAX_VALUE, folder)).contains("no jnitorch", "classifier", "--backend URL");
    }

    @Test
    void anErrorOfOurOwnIsSaidAsItIs() {
        assertThat(Failure.reason(new DatasetException(folder, 17, "bad JSON"), folder)).isEqualTo("Dataset " + folder + ", row 17: bad JSON");
        assertThat(Failure.reason(new IllegalStateException("odd"), folder)).isEqualTo("IllegalStateException: odd");
    }
}
