package ai.arkor.shell.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The standard output where it is no terminal: when nobody reads it any more, the program ends, quietly and as by SIGPIPE, which Java ignores. */
final class PipeOut extends FilterOutputStream {

    /** 128 and the number of the signal. */
    private static final int BROKEN_PIPE = 141;

    PipeOut(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (isBrokenPipe(e)) {
                // Hooks and finally blocks would go on printing to where nobody reads.
                Runtime.getRuntime().halt(BROKEN_PIPE);
            }
            throw e;
        }
    }

    /** By the system's words, of which Java makes nothing: a full disk is another fault. */
    private static boolean isBrokenPipe(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed") || message.contains("pipe has been ended");
    }
}
