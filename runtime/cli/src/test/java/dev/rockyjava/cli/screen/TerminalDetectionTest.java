package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is a terminal that understands control sequences. */
class TerminalDetectionTest {

    private static final Map<String, String> TERM = Map.of("TERM", "xterm");

    @Test
    void stderrMustBeATerminal() {
        assertThat(watched(TERM, "/dev/pts/3")).isTrue();
        assertThat(watched(TERM, "/dev/tty1")).isTrue();
        assertThat(watched(TERM, "pipe:[1234]")).isFalse();
        assertThat(watched(TERM, "/dev/null")).isFalse();
        assertThat(watched(TERM, "/home/me/log")).isFalse();
    }

    @Test
    void ciAndDumbTerminalsGetPlainLines() {
        assertThat(watched(Map.of("TERM", "xterm", "CI", "true"), "/dev/pts/3")).isFalse();
        assertThat(watched(Map.of("TERM", "xterm", "CI", "false"), "/dev/pts/3")).isTrue();
        assertThat(watched(Map.of("TERM", "xterm", "CI", ""), "/dev/pts/3")).isTrue();
        assertThat(watched(Map.of("TERM", "dumb"), "/dev/pts/3")).isFalse();
        assertThat(watched(Map.of(), "/dev/pts/3")).isFalse();
    }

    @Test
    void whereTheSystemDoesNotTellJavaIsAsked() {
        assertThat(TerminalDetection.isTerminal(TERM, Optional.empty(), () -> true)).isTrue();
        assertThat(TerminalDetection.isTerminal(TERM, Optional.empty(), () -> false)).isFalse();
        assertThat(TerminalDetection.isTerminal(TERM, Optional.of("pipe:[1]"), () -> true)).isFalse();
        assertThat(TerminalDetection.isTerminal(Map.of("TERM", "xterm", "CI", "1"), Optional.empty(), () -> true)).isFalse();
    }

    private static boolean watched(Map<String, String> environment, String file) {
        return TerminalDetection.isTerminal(environment, Optional.of(file), () -> {
            throw new AssertionError("the file says it");
        });
    }
}
