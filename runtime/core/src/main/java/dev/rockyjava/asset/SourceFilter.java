package dev.rockyjava.asset;

/**
 * One discovered source of a replication pipeline, as the engine's {@code --filter} selects it.
 *
 * @param argument the filter, {@code key=value}: {@code id=raw__shop} for example
 */
public record SourceFilter(String argument) implements Comparable<SourceFilter> {

    @Override
    public int compareTo(SourceFilter other) {
        return argument.compareTo(other.argument);
    }
}
