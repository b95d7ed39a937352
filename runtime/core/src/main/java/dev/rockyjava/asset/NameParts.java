package dev.rockyjava.asset;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names by the words that they consist of: {@code fct_orders} by {@code fct} and {@code orders}. Users tend to
 * forget the prefix that a layer's names have.
 */
final class NameParts {

    /** A shorter text occurs in many names by chance. */
    private static final int HELD = 3;
    /** Shorter parts are the prefixes of layers, such as fct, stg, dim, which don't identify an asset. */
    private static final int SHARED = 4;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private NameParts() {}

    /** In shorter parts one character makes another word: date and data. */
    private static final int SIMILAR = 5;
    /** Exceeds the length of any part: an equal part outranks a longer one that is only similar. */
    private static final int SAME = 1_000_000;

    /**
     * Returns the keys whose last segment contains that of a wrong key, then those that share a part with it, longest
     * part first, then those with a part that differs in one character; each sorted by key.
     */
    static List<AssetKey> sharing(AssetKey wrong, Collection<AssetKey> known) {
        String name = fold(wrong);
        Set<String> parts = Arrays.stream(BETWEEN.split(name))
                .filter(part -> part.length() >= SHARED)
                .collect(Collectors.toSet());
        return NearestKeys.nearest(known, key -> -shared(name, parts, fold(key)), 0);
    }

    private static int shared(String wrong, Set<String> parts, String name) {
        if (wrong.length() >= HELD && name.contains(wrong)) {
            return Integer.MAX_VALUE;
        }
        return Arrays.stream(BETWEEN.split(name))
                .mapToInt(part -> parts.contains(part) ? SAME + part.length() : similar(part, parts))
                .max()
                .orElse(0);
    }

    private static int similar(String part, Set<String> parts) {
        boolean near = part.length() >= SIMILAR
                && parts.stream().anyMatch(other -> other.length() >= SIMILAR && NearestKeys.distance(part, other, 1) <= 1);
        return near ? part.length() : 0;
    }

    private static String fold(AssetKey key) {
        return key.name().toLowerCase(Locale.ROOT);
    }
}
