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
        return new RecordedDefinition(
                target(spec),
                spec.strategy().orElse(""),
                parameters(spec),
                spec.upstreamKeys().stream().map(AssetKey::toString).collect(Collectors.joining(AND)));
    }

    /** Returns the {@link #target()} of an asset. */
    public static String target(AssetSpec spec) {
        return spec.target()
                .map(target -> target.catalog() + "." + target.schema() + "." + target.table())
                .orElse("");
    }

    /** Returns the {@link #parameters()} of an asset. */
    static String parameters(AssetSpec spec) {
        Map<String, String> parameters = spec.stated().strategy();
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Returns whether another asset is directly upstream. */
    boolean isAfter(AssetKey key) {
        String text = key.toString();
        for (int at = after.indexOf(text); at >= 0; at = after.indexOf(text, at + 1)) {
            int end = at + text.length();
            if ((at == 0 || after.startsWith(AND, at - AND.length())) && (end == after.length() || after.startsWith(AND, end))) {
                return true;
            }
        }
        return false;
    }
}
