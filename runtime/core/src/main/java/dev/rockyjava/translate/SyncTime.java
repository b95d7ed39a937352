package dev.rockyjava.translate;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Formats the engine's timestamps as dagster-rocky does, in the format of Python's {@code datetime.isoformat()}. */
final class SyncTime {

    private SyncTime() {}

    /** Returns the timestamp in that format; text that isn't a timestamp is returned unchanged. */
    static String isoFormat(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            String offset = time.getOffset().getTotalSeconds() == 0 ? "+00:00" : time.getOffset().getId();
            return local(time.toLocalDateTime()) + offset;
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static String local(LocalDateTime time) {
        String seconds = String.format(Locale.ROOT, "%sT%02d:%02d:%02d", time.toLocalDate(), time.getHour(),
                time.getMinute(), time.getSecond());
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        return micros == 0 ? seconds : seconds + String.format(Locale.ROOT, ".%06d", micros);
    }
}
