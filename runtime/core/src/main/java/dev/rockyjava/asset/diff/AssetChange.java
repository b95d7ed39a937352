package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An asset that two definitions describe differently.
 *
 * @param differences at least one, in the order of the members of {@link AssetSpec}
 */
public record AssetChange(AssetKey key, List<Difference> differences) {

    /**
     * A member that differs. Elements that both sides have are in neither list.
     *
     * @param what the member: {@code kind}, {@code target}, {@code dependencies}, …
     * @param before the elements that only the earlier definitions have, as text
     * @param after the elements that only the later definitions have, as text
     */
    public record Difference(String what, List<String> before, List<String> after) {

        public Difference {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** Returns {@code strategy full_refresh -> merge}, or {@code dependencies -a +b}. */
        @Override
        public String toString() {
            if (before.size() == 1 && after.size() == 1) {
                return what + " " + before.get(0) + " -> " + after.get(0);
            }
            return Stream.concat(before.stream().map(text -> "-" + text), after.stream().map(text -> "+" + text))
                    .collect(Collectors.joining(" ", what + " ", ""));
        }
    }

    public AssetChange {
        differences = List.copyOf(differences);
    }

    /** Returns the key and every difference, in one line. */
    @Override
    public String toString() {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("; ", key + ": ", ""));
    }
}
