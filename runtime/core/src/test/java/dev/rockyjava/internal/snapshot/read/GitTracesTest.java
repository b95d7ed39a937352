package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.snapshot.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Traces of git are found however the bytes are read. */
class GitTracesTest {

    private static final String POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\n";

    @ParameterizedTest
    @ValueSource(ints = {41, 42, 47, 63, 1000})
    void inPiecesOfAnySize(int size) {
        assertThat(problem("{\n \"a\":1,\r\n<<<<<<< HEAD\n{}\n<<<<<<< again", size)).contains("3 git has marked a conflict");
        assertThat(problem("<<<<<<< HEAD\n{}", size)).contains("1 git has marked a conflict");
        assertThat(problem("{?\n\n<<<<<<< HEAD\n{}", size)).contains("3 git has marked a conflict");
        assertThat(problem("{\"a\n<<<<<<< HEAD\n{}", size)).contains("2 git has marked a conflict");
        assertThat(problem(POINTER, size)).contains("1 this is a Git LFS pointer");
        assertThat(problem("{}\n" + POINTER, size)).isEmpty();
        assertThat(problem(POINTER.substring(0, 30), size)).isEmpty();
        assertThat(problem("x<<<<<<< HEAD\n<<<<<<<\n <<<<<<< HEAD\n<<<<<< HEAD\n", size)).isEmpty();
        assertThat(problem("", size)).isEmpty();
    }

    /** The parser stops at the first character of a marker, so that only what it has read by then is known. */
    @Test
    void inAPieceThatHasTheWholeMarker() {
        for (int blanks = 0; blanks < 150; blanks++) {
            String text = "{\n" + " ".repeat(blanks) + "\n<<<<<<< HEAD";
            int before = text.indexOf('<') % 50;
            assertThat(problem(text, 50)).startsWith(before + "<<<<<<< ".length() <= 50 ? "3 git" : "");
        }
    }

    /** A line is what the parser takes for one, whether it or this counts. */
    @ParameterizedTest
    @ValueSource(ints = {50, 64, 100, 1000})
    void theLineIsTheParsers(int size) {
        for (int ends = 0; ends < 40; ends++) {
            String text = "{" + "\r".repeat(ends) + "\r\n\n" + " ".repeat(200 - ends) + "\r\n<<<<<<< HEAD\n";
            String found = problem(text, size);
            if (!found.isEmpty() || size == 1000) {
                assertThat(found).startsWith(4 + ends + " git has marked a conflict");
            }
        }
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

    /** Returns line and message; empty if there is no problem. */
    private static String problem(String text, int size) {
        GitTraces in = new GitTraces(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, size));
            }
        });
        try (JsonParser parser = in.readBy(new JsonFactory().createParser(ObjectReadContext.empty(), in))) {
            try {
                while (parser.nextToken() != null) {}
            } catch (JacksonException e) {
                // as in a file that git has changed
            }
            return in.problem().map(GitTracesTest::text).orElse("");
        }
    }

    private static String text(Problem problem) {
        return problem.location().orElseThrow().line() + " " + problem.message();
    }
}
