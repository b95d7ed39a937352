package dev.rockyjava.asset;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the keys that somebody may have meant. Offers nothing rather than something far away. */
public final class NearestKeys {

    private static final int AT_MOST = 3;

    private NearestKeys() {}

    /**
     * The keys that are near a wrong one, nearest first: same text but for case, same last segment elsewhere, or the
     * whole key or its end at most a third of the characters off.
     *
     * @return at most three; empty when nothing is near
     */
    public static List<AssetKey> of(AssetKey wrong, Collection<AssetKey> known) {
        String text = fold(wrong.toString());
        String name = fold(wrong.name());
        int parts = wrong.path().size();
        int tolerated = Math.max(1, text.length() / 3);
        record Candidate(AssetKey key, int distance) {}
        return known.stream()
                .map(key -> {
                    int distance = Math.min(
                            distance(text, fold(key.toString()), tolerated), distance(text, tail(key, parts), tolerated));
                    boolean sameName = !name.isEmpty() && fold(key.name()).equals(name);
                    return new Candidate(key, sameName ? Math.min(distance, 1) : distance);
                })
                .filter(candidate -> candidate.distance <= tolerated)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::key))
                .limit(AT_MOST)
                .map(Candidate::key)
                .toList();
    }

    /** The words that are near a wrong one, nearest first; at most three. */
    static List<String> words(String wrong, Collection<String> known) {
        String text = fold(wrong);
        int tolerated = Math.max(1, text.length() / 3);
        record Candidate(String word, int distance) {}
        return known.stream()
                .distinct()
                .map(word -> new Candidate(word, distance(text, fold(word), tolerated)))
                .filter(candidate -> candidate.distance <= tolerated)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(AT_MOST)
                .map(Candidate::word)
                .toList();
    }

    // People type the end of a key.
    private static String tail(AssetKey key, int parts) {
        int size = key.path().size();
        return parts >= size
                ? fold(key.toString())
                : fold(new AssetKey(key.path().subList(size - parts, size)).toString());
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Edit distance, or any number above {@code limit} as soon as it is sure to be above. */
    private static int distance(String a, String b, int limit) {
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
