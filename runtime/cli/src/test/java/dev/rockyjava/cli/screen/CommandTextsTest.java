package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTextsTest {

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "3149,3.1 s", "42999,42 s", "125000,2 min 05 s", "11220000,3 h 07 min"})
    void tellsDurationsAsExactlyAsPeopleWantThem(long millis, String text) {
        assertThat(CommandTexts.about(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
