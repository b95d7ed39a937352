package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.snapshot.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces of git are found however the bytes are read. */
class GitTracesTest {

    private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\n";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 7, 11, 1000})
    void inPiecesOfAnySize(int size) throws IOException {
        assertThat(problem("{\n \"a\":1,\n<<<<<<< HEAD\n{}\n<<<<<<< again", size)).contains("3 git has marked a conflict");
        assertThat(problem(POINTER, size)).contains("1 this is a Git LFS pointer");
        assertThat(problem("{}\n" + POINTER, size)).isEmpty();
        assertThat(problem(POINTER.substring(0, 30), size)).isEmpty();
        assertThat(problem("x<<<<<<< HEAD\n<<<<<<<\n <<<<<<< HEAD\n<<<<<< HEAD\n", size)).isEmpty();
        assertThat(problem("", size)).isEmpty();
    }

    @Test
    void bytesPassAsTheyAre() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        GitTraces one = new GitTraces(new ByteArrayInputStream(all));
        for (int i = 0; i < all.length; i++) {
            assertThat(one.read()).isEqualTo(i);
        }
        assertThat(one.read()).isEqualTo(-1);
        assertThat(new GitTraces(new ByteArrayInputStream(all)).readAllBytes()).isEqualTo(all);
    }

    /** Returns line and message; empty if there is no problem. A size of 0 reads byte by byte. */
    private static String problem(String text, int size) throws IOException {
        GitTraces in = new GitTraces(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        byte[] piece = new byte[size + 3];
        int count;
        do {
            count = size == 0 ? in.read() : in.read(piece, 2, size);
        } while (count >= 0);
        return in.problem().map(GitTracesTest::text).orElse("");
    }

    private static String text(Problem problem) {
        return problem.location().orElseThrow().line() + " " + problem.message();
    }
}
