package dev.rockyjava.engine.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Keeps what the engine prints, up to a limit. Goes on reading beyond it, so that the writer never blocks. */
final class StdoutCollector implements Runnable {

    private final InputStream stdout;
    private final long limit;
    private final Runnable onOverflow;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean overflowed;
    private boolean taken;

    /**
     * @param limit bytes
     * @param onOverflow called once, on the reading thread
     */
    StdoutCollector(InputStream stdout, long limit, Runnable onOverflow) {
        this.stdout = stdout;
        this.limit = limit;
        this.onOverflow = onOverflow;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[16 * 1024];
        try {
            for (int count = stdout.read(chunk); count >= 0; count = stdout.read(chunk)) {
                if (!keep(chunk, count)) {
                    onOverflow.run();
                }
            }
        } catch (IOException e) {
            // The pipe was closed under us: what came until now is all there is.
        }
    }

    // False the first time that the limit is passed, or that this JVM has no room for more.
    private synchronized boolean keep(byte[] chunk, int count) {
        if (overflowed || taken) {
            return true;
        }
        if (kept.size() + (long) count <= limit) {
            try {
                kept.write(chunk, 0, count);
                return true;
            } catch (OutOfMemoryError e) {
                overflowed = true;
                return false;
            }
        }
        overflowed = true;
        return false;
    }

    synchronized boolean overflowed() {
        return overflowed;
    }

    /** What was printed until now; nothing more is kept afterwards. */
    synchronized byte[] take() {
        taken = true;
        byte[] bytes = kept.toByteArray();
        kept.reset();
        return bytes;
    }
}
