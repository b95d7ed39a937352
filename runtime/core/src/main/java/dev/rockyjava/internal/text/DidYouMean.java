package dev.rockyjava.internal.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** The question at the end of a message about a name that doesn't exist. */
public final class DidYouMean {

    private DidYouMean() {}

    /**
     * {@code "; did you mean a, b?"}.
     *
     * @param near the names that may have been meant, nearest first
     * @param otherwise what the message ends with if there are none
     */
    public static String of(Collection<?> near, String otherwise) {
        return near.isEmpty()
                ? otherwise
                : near.stream().map(Object::toString).collect(Collectors.joining(", ", "; did you mean ", "?"));
    }
}
