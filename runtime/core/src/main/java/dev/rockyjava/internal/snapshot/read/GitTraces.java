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

    private int read;
    private int line = 1;
    /** How much of a mark the line begins with; negative if it doesn't begin with one, or has been seen. */
    private int inLine;
    private boolean pointer = true;
    private int conflict;

    GitTraces(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] next = new byte[1];
        return read(next, 0, 1) < 0 ? -1 : next[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        int end = offset + count;
        for (int i = offset; i < end && read < POINTER.length; i++) {
            pointer &= bytes[i] == POINTER[read++];
        }
        for (int i = offset; i < end; i++) {
            // Nearly all bytes are passed here: by a line that can't begin with a mark, to its end.
            while (inLine < 0 && i < end && bytes[i] != '\n') {
                i++;
            }
            if (i < end) {
                see(bytes[i]);
            }
        }
        return count;
    }

    private void see(byte next) {
        if (next == '\n') {
            line++;
            inLine = 0;
        } else if (inLine >= 0) {
            inLine = next == CONFLICT[inLine] ? inLine + 1 : -1;
            if (inLine == CONFLICT.length) {
                conflict = conflict == 0 ? line : conflict;
                inLine = -1;
            }
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
