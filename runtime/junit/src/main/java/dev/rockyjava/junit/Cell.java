package dev.rockyjava.junit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a row: typed, as the database or Java has it, or the text of a table or file, whose type is that of what it is
 * compared with.
 *
 * @param text as the database writes it, or as the table has it; empty for NULL
 * @param value null for NULL and for text without a type; numbers are {@link BigDecimal}s
 * @param type the database's type; empty for text without one
 */
record Cell(Optional<String> text, @Nullable Object value, Optional<String> type) {

    static final Cell NULL = new Cell(Optional.empty(), null, Optional.empty());

    // What a DOUBLE or a FLOAT holds exactly: 0.1 + 0.2 is 0.3 then.
    private static final MathContext DOUBLE_DIGITS = new MathContext(15);
    private static final MathContext FLOAT_DIGITS = new MathContext(6);

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[ ]['T']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(java.util.Locale.ROOT);
    private static final DateTimeFormatter MOMENT_IN_ZONE = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd[ ]['T']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendPattern("[ ][XXX][X]")
            .toFormatter(java.util.Locale.ROOT);

    /** Returns text whose type is that of what it is compared with, or inferred. */
    static Cell text(String text) {
        return new Cell(Optional.of(text), null, Optional.empty());
    }

    /** Returns a value of a column of the database, as the database writes it as text. */
    static Cell ofDatabase(@Nullable String text, String type) {
        return text == null ? new Cell(Optional.empty(), null, Optional.of(type)) : new Cell(Optional.of(text), read(text, type), Optional.of(type));
    }

    boolean isNull() {
        return text.isEmpty();
    }

    /** Returns whether this is text whose type isn't known. */
    boolean isUntyped() {
        return text.isPresent() && type.isEmpty();
    }

    /** Returns whether both are the same value; text without a type is read as the other's type. */
    boolean matches(Cell other) {
        if (isNull() || other.isNull()) {
            return isNull() && other.isNull();
        }
        if (isUntyped() && other.isUntyped()) {
            return text.equals(other.text) || number(text.get()).isPresent() && number(text.get()).equals(number(other.text.orElse("")));
        }
        if (isUntyped()) {
            return other.matches(this);
        }
        return Objects.equals(value, other.isUntyped() ? read(other.text.orElse(""), type.orElse("")) : other.value);
    }

    /**
     * Reads a value as the database writes it, or as a person does.
     *
     * @return the text itself if the type has no Java type here, or the text isn't of that type
     */
    private static Object read(String text, String type) {
        try {
            return switch (family(type)) {
                case "BOOLEAN" -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> text;
                };
                case "FLOAT" -> normal(new BigDecimal(text).round(FLOAT_DIGITS));
                case "DOUBLE" -> normal(new BigDecimal(text).round(DOUBLE_DIGITS));
                case "NUMBER" -> normal(new BigDecimal(text));
                case "DATE" -> LocalDate.parse(text);
                case "TIME" -> LocalTime.parse(text);
                case "TIMESTAMP" -> LocalDateTime.parse(text, MOMENT);
                case "TIMESTAMP WITH TIME ZONE" -> instant(text);
                default -> text;
            };
        } catch (NumberFormatException | DateTimeException e) {
            return text;
        }
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text, MOMENT_IN_ZONE).toInstant();
        } catch (DateTimeException e) {
            return LocalDateTime.parse(text, MOMENT).toInstant(ZoneOffset.UTC); // as the session is in UTC
        }
    }

    private static String family(String type) {
        return switch (type) {
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
                    "UHUGEINT", "BIGNUM" -> "NUMBER";
            case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> "TIMESTAMP";
            default -> type.startsWith("DECIMAL") ? "NUMBER" : type;
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(normal(new BigDecimal(text)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Two numbers of one value are then equal, whatever their scales. */
    static BigDecimal normal(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
