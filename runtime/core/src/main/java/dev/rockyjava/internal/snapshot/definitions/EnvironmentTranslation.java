package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.diff.EarlierDefinitions;
import dev.rockyjava.asset.diff.EnvironmentMapping;
import dev.rockyjava.internal.snapshot.read.TableNames;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Builds the definitions that a snapshot would have given in another environment, by reading it with other names of
 * tables. Only the targets are sure to follow the environment. A table that SQL names may or may not: the engine
 * doesn't replace anything in SQL, but a build may. So each asset is built in both ways, and the one that is more
 * like the later asset counts.
 */
public final class EnvironmentTranslation {

    private EnvironmentTranslation() {}

    /**
     * Translates definitions.
     *
     * @param asWritten the definitions of the snapshot
     * @param current the definitions in whose environment the result is
     * @param build builds the definitions of the snapshot with these names of tables
     */
    public static EarlierDefinitions of(
            Definitions asWritten, Definitions current, Function<TableNames, Definitions> build) {
        EnvironmentMapping environment = EnvironmentMapping.between(asWritten, current);
        if (environment.isSame()) {
            return new EarlierDefinitions(asWritten, EnvironmentMapping.SAME);
        }
        try {
            Definitions targets = build.apply(new TableNames(environment, false));
            Definitions everywhere = build.apply(new TableNames(environment, true));
            return new EarlierDefinitions(closest(targets, everywhere, asWritten.otherContent(), current), environment);
        } catch (SnapshotException e) {
            // Two assets got one key, so the names don't correspond one to one as far as the translator is concerned.
            return new EarlierDefinitions(asWritten, EnvironmentMapping.SAME);
        }
    }

    /**
     * Returns the first definitions with those assets of the second that are more like the current ones. What belongs
     * to no asset may also be as it was written.
     */
    private static Definitions closest(
            Definitions first, Definitions second, SortedMap<String, String> written, Definitions current) {
        if (!List.copyOf(first.keys()).equals(List.copyOf(second.keys()))) {
            return first; // a translator that names assets by their tags, for example
        }
        Map<AssetKey, Integer> differences = differences(first, current);
        Map<AssetKey, Integer> ofSecond = differences(second, current);
        Predicate<AssetKey> secondIsCloser = key -> ofSecond.getOrDefault(key, 0) < differences.getOrDefault(key, 0);
        List<AssetSpec> specs = first.keys().stream()
                .map(key -> (secondIsCloser.test(key) ? second : first).get(key))
                .toList();
        List<CheckSpec> checks = Stream.concat(
                        first.checks().stream().filter(check -> !secondIsCloser.test(check.asset())),
                        second.checks().stream().filter(check -> secondIsCloser.test(check.asset())))
                .toList();
        SortedMap<String, String> others = new TreeMap<>(first.otherContent());
        Stream.of(second.otherContent(), written).flatMap(content -> content.entrySet().stream()).forEach(value -> {
            if (value.getValue().equals(current.otherContent().get(value.getKey()))) {
                others.put(value.getKey(), value.getValue());
            }
        });
        return Definitions.of(specs, checks, others);
    }

    private static Map<AssetKey, Integer> differences(Definitions before, Definitions current) {
        Map<AssetKey, Integer> numbers = new HashMap<>();
        DefinitionsDiff.between(before, current)
                .changed()
                .forEach(change -> numbers.put(change.key(), change.differences().size()));
        return numbers;
    }
}
