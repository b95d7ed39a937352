package dev.rockyjava.asset;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Finds the keys that the user may have meant. Suggests nothing rather than something dissimilar. */
public final class NearestKeys {

    private static final int AT_MOST = 3;
    /** The distance from which a key is no longer near. */
    private static final int FAR = 1_000_000;
    /** Comparing longer keys takes time that grows with the square of their length; nobody mistypes one. */
    private static final int LONGEST = 1_000;

    private NearestKeys() {}

    /**
     * Returns the keys that are near a wrong one, nearest first:
     * <ul>
     *   <li>the same except for case or the separator;
     *   <li>the same last segment under another path, or under none;
     *   <li>a similar last segment under the same or a similar path, or given without one.
     * </ul>
     *
     * <p>If there are none of these, returns those whose last segment contains that of the wrong key or shares a part
     * with it, exactly or nearly; parts are separated by underscores and the like.
     *
     * @return at most three; empty if nothing is near, or the wrong key is too long for that to be found out
     */
    public static List<AssetKey> of(AssetKey wrong, Collection<AssetKey> known) {
        if (isLong(wrong)) {
            return List.of();
        }
        List<AssetKey> candidates = known.stream().filter(key -> !isLong(key)).toList();
        List<AssetKey> similar = similar(wrong, candidates);
        return similar.isEmpty() ? NameParts.sharing(wrong, candidates) : similar;
    }

    private static boolean isLong(AssetKey key) {
        return key.path().stream().mapToInt(String::length).sum() > LONGEST;
    }

    private static List<AssetKey> similar(AssetKey wrong, Collection<AssetKey> known) {
        Folded meant = Folded.of(wrong);
        return nearest(known, key -> meant.distance(Folded.of(key)), FAR);
    }

    /** Returns the keys with the smallest distances below a limit, at most {@value #AT_MOST}. */
    static List<AssetKey> nearest(Collection<AssetKey> known, ToIntFunction<AssetKey> distance, int limit) {
        record Candidate(AssetKey key, int distance) {}
        return known.stream()
                .map(key -> new Candidate(key, distance.applyAsInt(key)))
                .filter(candidate -> candidate.distance < limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::key))
                .limit(AT_MOST)
                .map(Candidate::key)
                .toList();
    }

    /**
     * Returns the names that are near a wrong one, nearest first: the same except for case, or with at most a third
     * of the characters changed. If there are none of these, returns those that contain it or share a part with it.
     *
     * @return at most three; empty if nothing is near
     */
    public static List<String> ofNames(String wrong, Collection<String> known) {
        return of(AssetKey.of(wrong), known.stream().map(AssetKey::of).toList()).stream().map(AssetKey::name).toList();
    }

    /** A key in the form in which keys are compared. */
    private record Folded(String whole, String prefix, String leaf) {

        static Folded of(AssetKey key) {
            String whole = fold(key.toString());
            String leaf = fold(key.name());
            int prefix = Math.max(0, whole.length() - fold(AssetKey.of(key.name()).toString()).length() - 1);
            return new Folded(whole, whole.substring(0, prefix), leaf);
        }

        /** Returns a number that is lower the more likely the other is meant. */
        int distance(Folded other) {
            if (whole.equals(other.whole) || separated(whole).equals(separated(other.whole))) {
                return 0;
            }
            int prefixes = NearestKeys.distance(prefix, other.prefix, tolerated(prefix));
            boolean similarPrefix = prefixes <= tolerated(prefix);
            if (leaf.equals(other.leaf) && !leaf.isEmpty()) {
                boolean partOfPath = prefix.isEmpty() || ("/" + other.prefix).endsWith("/" + prefix);
                return partOfPath ? 1 : similarPrefix ? 1 + prefixes : 500;
            }
            int leaves = NearestKeys.distance(leaf, other.leaf, tolerated(leaf));
            if (leaves > tolerated(leaf)) {
                return FAR;
            }
            // Users type the end of a key.
            return similarPrefix ? 2 + leaves + 10 * prefixes : prefix.isEmpty() ? 2 + leaves : FAR;
        }

        /** Users write a path with dots, with backslashes, or as a name with colons. */
        private static String separated(String text) {
            return text.replaceAll("[.:\\\\]+", "/");
        }

        private static int tolerated(String text) {
            return text.isEmpty() ? 0 : Math.max(1, text.length() / 3);
        }

        private static String fold(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the edit distance, or any number above {@code limit} as soon as the distance is certain to exceed it. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            int smallest = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
                smallest = Math.min(smallest, current[j]);
            }
            if (smallest > limit) {
                return limit + 1;
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}
