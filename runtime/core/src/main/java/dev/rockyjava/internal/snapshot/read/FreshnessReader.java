package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.FreshnessPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a model's {@code freshness} block. Engine 1.71 writes {@code max_lag_seconds}; later engines may write
 * {@code warn_after} and {@code error_after} instead, of which the shorter applies, as in dagster-rocky.
 */
final class FreshnessReader {

    private static final Pattern AGE = Pattern.compile("([1-9][0-9]{0,11})([shd])");

    private @Nullable Duration maxLag;
    private @Nullable Duration warnAfter;
    private @Nullable Duration errorAfter;
    private Optional<String> timeColumn = Optional.empty();
    private Optional<String> severity = Optional.empty();

    private FreshnessReader() {}

    /** Returns the block at the cursor; empty for null, and for a block without a maximum age. */
    static Optional<FreshnessPolicy> read(JsonCursor json) {
        return json.isNull() ? Optional.empty() : new FreshnessReader().block(json);
    }

    private Optional<FreshnessPolicy> block(JsonCursor json) {
        json.object(member -> {
            switch (member) {
                case "max_lag_seconds" -> maxLag = json.isNull() ? null : Duration.ofSeconds(json.count());
                case "warn_after" -> warnAfter = json.optionalText().map(FreshnessReader::age).orElse(null);
                case "error_after" -> errorAfter = json.optionalText().map(FreshnessReader::age).orElse(null);
                case "time_column" -> timeColumn = json.optionalText();
                case "severity" -> severity = json.optionalText();
                default -> {}
            }
        });
        return Optional.ofNullable(maxLag)
                .or(() -> Stream.of(Optional.ofNullable(warnAfter), Optional.ofNullable(errorAfter))
                        .flatMap(Optional::stream)
                        .min(Duration::compareTo))
                .map(age -> new FreshnessPolicy(age, timeColumn, severity));
    }

    private static @Nullable Duration age(String text) {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
