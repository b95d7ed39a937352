package dev.rockyjava.internal.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Lists that may be long, as people read them. */
public final class Listing {

    private static final int NAMED = 5;

    private Listing() {}

    /** The first few, and how many more there are. */
    public static String named(Collection<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
