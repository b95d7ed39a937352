package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSizeTest {

    @ParameterizedTest
    @CsvSource({"24 80,80,24", "0 0,7,7", "x,7,7", "24,7,7"})
    void readsTheSizeOfATerminal(String text, int width, int height) {
        assertThat(TerminalSize.parse(text, new TerminalSize(7, 7))).isEqualTo(new TerminalSize(width, height));
    }
}
