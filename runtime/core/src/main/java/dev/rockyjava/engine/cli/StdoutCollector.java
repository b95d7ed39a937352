package dev.rockyjava.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the engine prints, up to a limit. Goes on reading beyond it, so that the writer never blocks. */
final class StdoutCollector implements Runnable {

    private static final int CHUNK = 16 * 1024;

    /** Not every JVM has arrays that are longer. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final InputStream stdout;
    private final long limit;
    private final Runnable onOverflow;
    // Not one array that grows: it would be copied again and again, and need three times the room.
    private final List<byte[]> kept = new ArrayList<>();
    private long size;
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
        byte[] chunk = new byte[CHUNK];
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

    /** What was printed until now; nothing more is kept afterwards. */
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
