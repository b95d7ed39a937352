package dev.rockyjava.asset;

import dev.rockyjava.asset.partition.Grain;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.Temporal;

/**
 * A reference to a SQL model that is built partition by partition.
 *
 * @param <P> the type of one partition: {@link LocalDateTime} (by hour, UTC), {@link LocalDate}, {@link YearMonth} or
 *     {@link Year}
 * @param text the key's text form, see {@link AssetKey#parse(String)}
 * @param grain the size of one partition; determines {@code P}
 */
@SuppressWarnings("UnusedTypeParameter") // used by methods that select partitions
public record PartitionedAsset<P extends Temporal>(String text, Grain grain) implements Asset {

    /** Returns a reference to an asset with one partition per hour. */
    public static PartitionedAsset<LocalDateTime> hourly(String text) {
        return new PartitionedAsset<>(text, Grain.HOUR);
    }

    /** Returns a reference to an asset with one partition per day. */
    public static PartitionedAsset<LocalDate> daily(String text) {
        return new PartitionedAsset<>(text, Grain.DAY);
    }

    /** Returns a reference to an asset with one partition per month. */
    public static PartitionedAsset<YearMonth> monthly(String text) {
        return new PartitionedAsset<>(text, Grain.MONTH);
    }

    /** Returns a reference to an asset with one partition per year. */
    public static PartitionedAsset<Year> yearly(String text) {
        return new PartitionedAsset<>(text, Grain.YEAR);
    }

    @Override
    public NodeKind kind() {
        return NodeKind.TRANSFORMATION;
    }

    @Override
    public String toString() {
        return text;
    }
}
