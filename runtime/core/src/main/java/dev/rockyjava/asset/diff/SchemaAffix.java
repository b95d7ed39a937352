package dev.rockyjava.asset.diff;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A prefix or suffix of schemas, including its {@code _}, that is another one in another environment.
 *
 * @param atStart whether it is a prefix
 * @param before the earlier one; may be empty
 * @param after the later one; may be empty
 */
public record SchemaAffix(boolean atStart, String before, String after) {

    private static final String SEPARATOR = "_";

    /** Finds the rule that explains all pairs of names; empty if there is none, or no pair. */
    static Optional<SchemaAffix> of(Map<String, String> names) {
        return names.entrySet().stream()
                .limit(1)
                .flatMap(first -> candidates(first.getKey(), first.getValue()))
                .filter(rule -> names.entrySet().stream().allMatch(name -> rule.explains(name.getKey(), name.getValue())))
                .findFirst();
    }

    /** Returns every way to cut two names in an affix and a rest, the shortest affixes first. */
    private static Stream<SchemaAffix> candidates(String before, String after) {
        return IntStream.range(1, Math.min(before.length(), after.length()) + 1)
                .map(length -> Math.min(before.length(), after.length()) + 1 - length)
                .boxed()
                .flatMap(rest -> Stream.of(
                        new SchemaAffix(
                                true,
                                before.substring(0, before.length() - rest),
                                after.substring(0, after.length() - rest)),
                        new SchemaAffix(false, before.substring(rest), after.substring(rest))))
                .filter(rule -> rule.isSeparate(rule.before) && rule.isSeparate(rule.after));
    }

    private boolean isSeparate(String affix) {
        return affix.isEmpty() || (atStart ? affix.endsWith(SEPARATOR) : affix.startsWith(SEPARATOR));
    }

    private boolean explains(String earlier, String later) {
        return earlier.length() > before.length() && on(earlier).equals(later);
    }

    /** Returns the later name of a schema; the same name if it doesn't have the earlier affix. */
    String on(String schema) {
        if (atStart) {
            return schema.startsWith(before) ? after + schema.substring(before.length()) : schema;
        }
        return schema.endsWith(before) ? schema.substring(0, schema.length() - before.length()) + after : schema;
    }
}
