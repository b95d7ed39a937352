package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSizeTest {

    @ParameterizedTest
    @CsvSource({"24 80,80,24", "0 0,7,7", "x,7,7", "24,7,7"})
    void readsTheSizeOfATerminal(String text, int width, int height) {
        assertThat(TerminalSize.parse(text, new TerminalSize(7, 7))).isEqualTo(new TerminalSize(width, height));
    }

    @ParameterizedTest
    @CsvSource({"100,100", "'',80", "0,80", "-5,80", "wide,80", "999999,80"})
    void columnsAreTakenFromTheEnvironmentIfTheyAreANumber(String columns, int width) {
        assertThat(TerminalSize.width(Map.of("COLUMNS", columns), () -> new TerminalSize(80, 24))).isEqualTo(width);
        assertThat(TerminalSize.width(Map.of(), () -> new TerminalSize(70, 24))).isEqualTo(70);
    }
}
