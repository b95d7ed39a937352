package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Inspects the bytes that pass through for what git may leave in place of a file: a Git LFS pointer or conflict
 * markers.
 */
final class GitTraces extends FilterInputStream {

    private static final byte[] POINTER = "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONFLICT = "<<<<<<< ".getBytes(StandardCharsets.US_ASCII);

    private long read;
    private int line = 1;
    private int inLine;
    private boolean pointer = true;
    private boolean mark = true;
    private int conflict;

    GitTraces(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        if (next >= 0) {
            see((byte) next);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        for (int i = 0; i < count; i++) {
            see(bytes[offset + i]);
        }
        return count;
    }

    private void see(byte next) {
        if (read < POINTER.length) {
            pointer &= next == POINTER[(int) read];
        }
        read++;
        if (next == '\n') {
            line++;
            inLine = 0;
            mark = true;
            return;
        }
        if (mark && inLine < CONFLICT.length) {
            mark = next == CONFLICT[inLine];
            if (mark && inLine == CONFLICT.length - 1 && conflict == 0) {
                conflict = line;
            }
            inLine++;
        }
    }

    /** Returns the problem if git is the reason why a file isn't a snapshot; otherwise empty. */
    Optional<Problem> problem() {
        if (pointer && read >= POINTER.length) {
            return Optional.of(Problem.of(
                    ProblemId.SNAPSHOT_UNREADABLE,
                    "this is a Git LFS pointer instead of the snapshot; get the file with `git lfs pull`",
                    new Location(1, 1, "")));
        }
        return conflict == 0
                ? Optional.empty()
                : Optional.of(Problem.of(
                        ProblemId.SNAPSHOT_UNREADABLE,
                        "git has marked a conflict here; resolve the merge by taking one of the two files as a whole, or"
                                + " write the snapshot again by a refresh",
                        new Location(conflict, 1, "")));
    }
}
