package dev.rockyjava.asset.partition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The size of one partition, with the engine's canonical keys: hour {@code 2026-04-08T13}, day {@code 2026-04-08},
 * month {@code 2026-04}, year {@code 2026}; all in UTC (ENGINE.md §2.7).
 */
public enum Grain {
    HOUR("hour", "hourly", "HH", ChronoUnit.HOURS),
    DAY("day", "daily", "DD", ChronoUnit.DAYS),
    MONTH("month", "monthly", "MM", ChronoUnit.MONTHS),
    YEAR("year", "yearly", "YYYY", ChronoUnit.YEARS);

    private final String word;
    private final String dagWord;
    private final String lastField;
    private final ChronoUnit unit;

    Grain(String word, String dagWord, String lastField, ChronoUnit unit) {
        this.word = word;
        this.dagWord = dagWord;
        this.lastField = lastField;
        this.unit = unit;
    }

    /**
     * Returns the grain for either of the engine's spellings: {@code daily} as in the dag, {@code day} as in a
     * strategy.
     *
     * @return empty for any other word
     */
    public static Optional<Grain> ofWord(String word) {
        return Stream.of(values()).filter(grain -> grain.dagWord.equals(word) || grain.word().equals(word)).findFirst();
    }

    /** Returns the engine's word in a strategy: {@code hour}, {@code day}, {@code month}, {@code year}. */
    public String word() {
        return word;
    }

    /** Returns the engine's word in the dag: {@code hourly}, {@code daily}, {@code monthly}, {@code yearly}. */
    public String dagWord() {
        return dagWord;
    }

    /** Returns the length of one partition. */
    public ChronoUnit unit() {
        return unit;
    }

    /** Returns the partition that contains a moment, in UTC; of the type that {@link #key} takes. */
    public Temporal containing(Instant moment) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), ZoneOffset.UTC);
        return switch (this) {
            case HOUR -> utc.truncatedTo(ChronoUnit.HOURS);
            case DAY -> utc.toLocalDate();
            case MONTH -> YearMonth.from(utc);
            case YEAR -> Year.from(utc);
        };
    }

    /**
     * Returns the first moment of a partition, in UTC.
     *
     * @param partition of the type that {@link #key} takes
     * @throws IllegalArgumentException if the type doesn't match the grain
     */
    public LocalDateTime start(Temporal partition) {
        return switch (this) {
            case HOUR -> cast(partition, LocalDateTime.class);
            case DAY -> cast(partition, LocalDate.class).atStartOfDay();
            case MONTH -> cast(partition, YearMonth.class).atDay(1).atStartOfDay();
            case YEAR -> cast(partition, Year.class).atDay(1).atStartOfDay();
        };
    }

    /**
     * Returns the canonical key of a partition.
     *
     * @param partition a {@link LocalDateTime} for hours, {@link LocalDate} for days, {@link YearMonth} for months,
     *     {@link Year} for years
     * @return for example {@code 2026-04-08}
     * @throws IllegalArgumentException if the type doesn't match the grain, an hour has minutes or smaller parts, or
     *     the year isn't within 0001 and 9999 (the engine writes years with four digits)
     */
    public String key(Temporal partition) {
        return switch (this) {
            case HOUR -> {
                LocalDateTime hour = cast(partition, LocalDateTime.class);
                if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
                    throw new IllegalArgumentException("an hourly partition starts at a full hour, not at " + hour);
                }
                yield date(hour.toLocalDate()) + "T" + padded(hour.getHour(), 2);
            }
            case DAY -> date(cast(partition, LocalDate.class));
            case MONTH -> {
                YearMonth month = cast(partition, YearMonth.class);
                yield year(month.getYear()) + "-" + padded(month.getMonthValue(), 2);
            }
            case YEAR -> year(cast(partition, Year.class).getValue());
        };
    }

    /**
     * Parses a canonical key, the inverse of {@link #key}.
     *
     * @throws IllegalArgumentException if the text isn't exactly of the grain's form
     */
    public Temporal parse(String key) {
        try {
            if (this == DAY && isDay(key)) {
                return LocalDate.of(number(key, 0, 4), number(key, 5, 7), number(key, 8, 10));
            }
            Temporal partition = switch (this) {
                case HOUR -> LocalDateTime.parse(key + ":00");
                case DAY -> LocalDate.parse(key);
                case MONTH -> YearMonth.parse(key);
                case YEAR -> Year.parse(key);
            };
            if (key(partition).equals(key)) {
                return partition;
            }
        } catch (DateTimeException e) {
            // falls through to the common error message
        }
        throw new IllegalArgumentException("'" + key + "' is not a valid " + dagWord + " partition; the form is " + pattern());
    }

    /**
     * Returns whether a text has the form of a day from the year 1000 on. It is then read without a formatter, which takes ten
     * times as long; assets are by day more often than not.
     */
    private static boolean isDay(String key) {
        boolean is = key.length() == 10 && key.charAt(0) != '0';
        for (int i = 0; is && i < key.length(); i++) {
            char c = key.charAt(i);
            is = i == 4 || i == 7 ? c == '-' : c >= '0' && c <= '9';
        }
        return is;
    }

    private static int number(String digits, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + digits.charAt(i) - '0';
        }
        return number;
    }

    private String pattern() {
        return switch (this) {
            case HOUR -> "YYYY-MM-DDT" + lastField;
            case DAY -> "YYYY-MM-" + lastField;
            case MONTH -> "YYYY-" + lastField;
            case YEAR -> lastField;
        };
    }

    private <T> T cast(Temporal partition, Class<T> type) {
        if (!type.isInstance(partition)) {
            throw new IllegalArgumentException("a " + dagWord + " partition is a " + type.getSimpleName() + ", not a "
                    + partition.getClass().getSimpleName());
        }
        return type.cast(partition);
    }

    private static String date(LocalDate date) {
        return year(date.getYear()) + "-" + padded(date.getMonthValue(), 2) + "-" + padded(date.getDayOfMonth(), 2);
    }

    private static String year(int year) {
        if (year < 1 || year > 9999) {
            throw new IllegalArgumentException("a partition's year must be within 0001 and 9999, not " + year);
        }
        return padded(year, 4);
    }

    /** Returns what String.format does, which takes the longest part of the time for a status of thousands of assets. */
    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
