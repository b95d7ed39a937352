package dev.rockyjava.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations as people read them. */
class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT-5S,0 ms", "PT0S,0 ms", "PT0.0009S,0 ms", "PT0.7S,700 ms", "PT1S,1 s", "PT3.149S,3.1 s", "PT9.999S,9.9 s",
        "PT42.999S,42 s", "PT1M,1 min", "PT2M5S,2 min 05 s", "PT1H0M59S,1 h", "PT3H7M,3 h 07 min", "PT24H,1 day",
        "PT27H,1 day 03 h", "PT48H30M,2 days", "P36500D,36500 days"
    })
    void hasTheTwoGreatestUnits(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
    }
}
