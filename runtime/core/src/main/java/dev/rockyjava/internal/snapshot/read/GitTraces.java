package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Remembers of the bytes that pass through what tells whether git has left something in place of a file: a Git LFS pointer
 * or conflict markers. No valid JSON has a line that begins with a marker, so the parser stops at the first one at the latest,
 * and whatever it has read by then is still in its buffer.
 */
final class GitTraces extends FilterInputStream {

    private static final byte[] POINTER = "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONFLICT = "<<<<<<< ".getBytes(StandardCharsets.US_ASCII);

    private int pointer;
    /** The bytes that the parser has at hand: up to {@code end}. */
    private byte[] buffer = {};
    private int end;
    private boolean beginsLine = true;
    private int line = 1;
    private @Nullable JsonParser parser;

    GitTraces(InputStream in) {
        super(in);
    }

    /** Sets the parser that reads the bytes, and counts the lines. */
    <P extends JsonParser> P readBy(P parser) {
        this.parser = parser;
        return parser;
    }

    @Override
    public int read() throws IOException {
        byte[] next = new byte[1];
        return read(next, 0, 1) < 0 ? -1 : next[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        boolean anew = offset == 0 || bytes != buffer;
        boolean afterLine = end == 0 ? beginsLine : buffer[end - 1] == '\n';
        int count = super.read(bytes, offset, length);
        if (count <= 0) {
            return count;
        }
        if (anew) {
            line = parser == null ? 1 : parser.currentLocation().getLineNr();
            beginsLine = afterLine;
            buffer = bytes;
        }
        end = offset + count;
        for (int i = offset; i < end && pointer >= 0 && pointer < POINTER.length; i++) {
            pointer = bytes[i] == POINTER[pointer] ? pointer + 1 : -1;
        }
        return count;
    }

    /** Returns the problem if git is the reason why a file isn't a snapshot; otherwise empty. */
    Optional<Problem> problem() {
        if (pointer == POINTER.length) {
            return Optional.of(Problem.of(
                    ProblemId.SNAPSHOT_UNREADABLE,
                    "this is a Git LFS pointer instead of the snapshot; get the file with `git lfs pull`",
                    new Location(1, 1, "")));
        }
        boolean begins = beginsLine;
        for (int i = 0, at = line; i <= end - CONFLICT.length; i++) {
            if (begins && Arrays.equals(buffer, i, i + CONFLICT.length, CONFLICT, 0, CONFLICT.length)) {
                return Optional.of(Problem.of(
                        ProblemId.SNAPSHOT_UNREADABLE,
                        "git has marked a conflict here; resolve the merge by taking one of the two files as a whole, or"
                                + " write the snapshot again by a refresh",
                        new Location(at, 1, "")));
            }
            begins = buffer[i] == '\n';
            // As the parser counts.
            at += begins || buffer[i] == '\r' && buffer[i + 1] != '\n' ? 1 : 0;
        }
        return Optional.empty();
    }
}
