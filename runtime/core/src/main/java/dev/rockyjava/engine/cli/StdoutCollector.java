package dev.rockyjava.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Collects what the engine prints, up to a limit. Continues reading beyond it, so that the writer never blocks. */
final class StdoutCollector implements Runnable {

    private static final int CHUNK = 16 * 1024;

    /** Some JVMs don't support longer arrays. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream stdout;
    private final long limit;
    private final Runnable onOverflow;
    // Not a single growing array: it would be copied again and again, and need three times the space.
    private final List<byte[]> kept = new ArrayList<>();
    private long size;
    private boolean overflowed;
    private boolean taken;

    /**
     * @param limit in bytes
     * @param onOverflow called once, on the reading thread
     */
    StdoutCollector(InputStream stdout, long limit, Runnable onOverflow) {
        this.stdout = stdout;
        this.limit = limit;
        this.onOverflow = onOverflow;
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int count = stdout.read(chunk); count >= 0; count = stdout.read(chunk)) {
                if (!keep(chunk, count)) {
                    onOverflow.run();
                }
            }
        } catch (IOException e) {
            // The pipe was closed concurrently: what has arrived so far is all there is.
        }
    }

    // Returns false the first time that the limit is exceeded, or that this JVM has no memory for more.
    private synchronized boolean keep(byte[] printed, int count) {
        if (overflowed || taken) {
            return true;
        }
        overflowed = size + count > Math.min(limit, LONGEST_ARRAY) || !copy(printed, count);
        return !overflowed;
    }

    private boolean copy(byte[] printed, int count) {
        try {
            for (int done = 0; done < count; ) {
                int at = (int) (size % CHUNK);
                if (at == 0) {
                    kept.add(new byte[CHUNK]);
                }
                int part = Math.min(count - done, CHUNK - at);
                System.arraycopy(printed, done, kept.get(kept.size() - 1), at, part);
                done += part;
                size += part;
            }
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    synchronized boolean overflowed() {
        return overflowed;
    }

    /** Returns what was printed so far; anything printed later is discarded. */
    synchronized byte[] take() {
        taken = true;
        byte[] all = new byte[(int) size];
        for (int at = 0; at < all.length; at += CHUNK) {
            System.arraycopy(kept.get(at / CHUNK), 0, all, at, Math.min(CHUNK, all.length - at));
        }
        kept.clear();
        return all;
    }
}
