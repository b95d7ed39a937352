package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What reaches a terminal of texts that came from files. */
class CleanTextTest {

    private static final List<String> PLAIN = List.of("a", " ", "~", "/", "\u00e9", "\u20ac", "\ud83d\ude80");
    private static final List<String> CONTROLS = List.of("\u001b", "\u0000", "\u007f", "\u0085", "\u009b", "\u200f", "\u2028", "\r");

    @Test
    void whatControlsATerminalIsASpaceWhereverItStands() {
        Random random = new Random(19);
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                if (random.nextInt(6) == 0) {
                    text.append(CONTROLS.get(random.nextInt(CONTROLS.size())));
                    expected.append(' ');
                } else {
                    String plain = random.nextInt(5) == 0 ? "\n" : PLAIN.get(random.nextInt(random.nextInt(3) == 0 ? 7 : 4));
                    text.append(plain);
                    expected.append(plain);
                }
            }
            assertThat(printed(text.toString())).isEqualTo(expected.toString());
            assertThat(Terminal.oneLine(text.toString())).isEqualTo(expected.toString().replace('\n', ' '));
        }
    }

    @Test
    void halfACharacterStandsForItselfOnly() {
        assertThat(Terminal.clean("a\ud83d\u001bb")).isEqualTo("a\ud83d b");
        assertThat(Terminal.clean("\udc00\u2028")).isEqualTo("\udc00 ");
    }

    private static String printed(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        new Terminal(stream, stream).print(StyledText.of(text));
        return out.toString(StandardCharsets.UTF_8);
    }
}
