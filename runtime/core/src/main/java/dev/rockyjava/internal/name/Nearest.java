package dev.rockyjava.internal.name;

import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.internal.text.DidYouMean;
import java.util.Collection;
import java.util.List;

/**
 * Existing names that may have been meant by one that doesn't exist.
 *
 * @param names nearest first; may be empty
 * @param text the end of a message: the nearest names, or all names
 */
public record Nearest(List<String> names, String text) {

    /** Returns the suggestions for a name that isn't among the known ones. */
    public static Nearest of(String wrong, Collection<String> known) {
        List<String> near = NearestKeys.ofNames(wrong, known);
        return new Nearest(near, DidYouMean.of(near, "; there are " + String.join(", ", known)));
    }
}
