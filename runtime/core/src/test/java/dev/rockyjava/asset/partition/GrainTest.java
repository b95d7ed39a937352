package dev.rockyjava.asset.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrainTest {

    @ParameterizedTest
    @CsvSource({
        "hourly,HOUR", "hour,HOUR", "daily,DAY", "day,DAY", "monthly,MONTH", "month,MONTH", "yearly,YEAR", "year,YEAR"
    })
    void readsBothSpellings(String word, Grain grain) {
        assertThat(Grain.ofWord(word)).contains(grain);
    }

    @Test
    void knowsNoOtherWord() {
        assertThat(Grain.ofWord("weekly")).isEmpty();
        assertThat(Grain.ofWord("Daily")).isEmpty();
        assertThat(Grain.ofWord("")).isEmpty();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of(Grain.HOUR, LocalDateTime.of(2026, 4, 8, 3, 0), "2026-04-08T03"),
                Arguments.of(Grain.HOUR, LocalDateTime.of(2026, 12, 31, 23, 0), "2026-12-31T23"),
                Arguments.of(Grain.DAY, LocalDate.of(2024, 2, 29), "2024-02-29"),
                Arguments.of(Grain.DAY, LocalDate.of(1, 1, 1), "0001-01-01"),
                Arguments.of(Grain.MONTH, YearMonth.of(999, 1), "0999-01"),
                Arguments.of(Grain.YEAR, Year.of(9999), "9999"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void writesAndReadsCanonicalKeys(Grain grain, Temporal partition, String key) {
        assertThat(grain.key(partition)).isEqualTo(key);
        assertThat(grain.parse(key)).isEqualTo(partition);
    }

    @ParameterizedTest
    @CsvSource({
        "HOUR,2026-04-08T13:00", "HOUR,2026-04-08", "HOUR,2026-04-08T24", "HOUR,2026-04-08T3", "HOUR,2026-04-08 13",
        "DAY,2026-4-8", "DAY,2026-02-30", "DAY,2026-04", "DAY,+12026-04-08", "DAY,0000-01-01", "DAY,''",
        "DAY,' 2026-04-08'",
        "MONTH,2026-13", "MONTH,2026-1", "MONTH,2026-01-01", "YEAR,26", "YEAR,0000", "YEAR,-2026", "YEAR,+10000",
        "YEAR,next"
    })
    void refusesOtherTexts(Grain grain, String text) {
        assertThatThrownBy(() -> grain.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatATextShouldLookLike() {
        assertThatThrownBy(() -> Grain.HOUR.parse("yesterday"))
                .hasMessage("'yesterday' is not a valid hourly partition; the form is YYYY-MM-DDTHH");
    }

    /** Partitions are of UTC: an hour that a clock somewhere skips, or shows twice, is one like any other. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"})
    void hoursOfADaylightSavingChange(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            for (String day : new String[] {"2026-03-29T", "2026-10-25T", "2026-03-08T", "2026-11-01T", "2011-12-30T"}) {
                for (String hour : new String[] {"00", "01", "02", "03", "23"}) {
                    LocalDateTime partition = LocalDateTime.parse(day + hour + ":00");
                    assertThat(Grain.HOUR.key(partition)).isEqualTo(day + hour);
                    assertThat(Grain.HOUR.parse(day + hour)).isEqualTo(partition);
                }
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void refusesAnHourWithMinutes() {
        assertThatThrownBy(() -> Grain.HOUR.key(LocalDateTime.of(2026, 4, 8, 3, 0, 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("full hour");
    }

    @Test
    void refusesYearsOfMoreOrFewerThanFourDigits() {
        assertThatThrownBy(() -> Grain.YEAR.key(Year.of(10_000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grain.DAY.key(LocalDate.of(10_000, 1, 1))).hasMessageContaining("not 10000");
        assertThatThrownBy(() -> Grain.HOUR.key(LocalDateTime.of(10_000, 1, 1, 0, 0))).hasMessageContaining("not 10000");
        assertThatThrownBy(() -> Grain.MONTH.key(YearMonth.of(10_000, 1))).hasMessageContaining("not 10000");
        assertThatThrownBy(() -> Grain.MONTH.key(YearMonth.of(0, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnotherType() {
        assertThatThrownBy(() -> Grain.DAY.key(LocalDateTime.MIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a daily partition is a LocalDate, not a LocalDateTime");
    }

    @Test
    void writesTheSameDigitsInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Grain.HOUR.key(LocalDateTime.of(2026, 4, 8, 3, 0))).isEqualTo("2026-04-08T03");
        } finally {
            Locale.setDefault(before);
        }
    }
}
