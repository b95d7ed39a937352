package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The output of {@code rocky discover} (ENGINE.md §2.1), without the tables of the sources.
 *
 * @param sources the sources of one replication pipeline
 */
public record DiscoverOutput(String version, String command, List<Source> sources) {

    public DiscoverOutput {
        sources = MissingFields.orEmpty(sources);
    }

    /**
     * One source.
     *
     * @param components the parts of its schema's name, each a text or a list of texts
     * @param lastSyncAt when the adapter last synchronized it, as the engine writes it: in RFC 3339. Empty if the adapter
     *     doesn't report it, as DuckDB's
     */
    public record Source(String id, Map<String, Object> components, Optional<String> lastSyncAt) {

        public Source {
            components = components == null ? Map.of() : components;
        }
    }
}
