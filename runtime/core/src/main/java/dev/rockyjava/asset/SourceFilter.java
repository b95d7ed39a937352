package dev.rockyjava.asset;

/**
 * A discovered source of a replication pipeline, as selected by the engine's {@code --filter}.
 *
 * @param argument the filter, {@code key=value}, for example {@code id=raw__shop}
 */
public record SourceFilter(String argument) implements Comparable<SourceFilter> {

    @Override
    public int compareTo(SourceFilter other) {
        return argument.compareTo(other.argument);
    }
}
