package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an asset is built as and how, in the words of the journal.
 *
 * @param target {@code catalog.schema.table}; empty for none
 * @param strategy empty for none
 * @param parameters the strategy's parameters as {@code {name=value, ...}}; empty for none
 * @param after the keys of what is directly upstream, separated by a comma and a blank; empty for none
 */
public record RecordedDefinition(String target, String strategy, String parameters, String after) {

    private static final String AND = ", ";

    /** Returns the definition of an asset. */
    public static RecordedDefinition of(AssetSpec spec) {
        Map<String, String> parameters = spec.stated().strategy();
        return new RecordedDefinition(
                spec.target()
                        .map(target -> target.catalog() + "." + target.schema() + "." + target.table())
                        .orElse(""),
                spec.strategy().orElse(""),
                parameters.isEmpty()
                        ? ""
                        : parameters.entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining(", ", "{", "}")),
                spec.upstreamKeys().stream().map(AssetKey::toString).collect(Collectors.joining(AND)));
    }

    /** Returns whether another asset is directly upstream. */
    boolean isAfter(AssetKey key) {
        return (AND + after + AND).contains(AND + key + AND);
    }
}
