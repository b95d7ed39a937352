package dev.rockyjava.internal.run.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    private final Random random = new Random(42);

    @Test
    void readsWhatInstantsWrite() {
        for (int i = 0; i < 20_000; i++) {
            int[] units = {1_000_000_000, 1_000_000, 1_000, 1};
            int unit = units[random.nextInt(units.length)];
            long second = (long) (random.nextDouble() * 2 * 253_402_300_800L) - 253_402_300_800L / 8;
            Instant instant = Instant.ofEpochSecond(second, (long) random.nextInt(1_000_000_000 / unit) * unit);
            assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
        }
    }

    /** Whatever else the library understands or refuses, this does, too: a fraction without digits, 24:00, a leap second. */
    @ParameterizedTest
    @ValueSource(strings = {
        "2026-02-28T23:59:59Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T25:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T23:59:60Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.5Z",
        "2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+02:00", "2026-01-01T00:00Z",
        "2026-01-01t00:00:00z", "+12026-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "2026-01-01 00:00:00Z", "2026-01-01T00:00:00",
        "2026-01-01T00:00:00,5Z", "٢٠٢٦-01-01T00:00:00Z", "Z", ""})
    void readsNoMoreAndNoLessThanTheLibrary(String text) {
        try {
            assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class).hasMessage(e.getMessage());
            assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        }
    }
}
