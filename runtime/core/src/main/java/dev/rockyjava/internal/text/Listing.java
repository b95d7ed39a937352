package dev.rockyjava.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Lists that may be long, as people read them. */
public final class Listing {

    private static final int NAMED = 5;

    private Listing() {}

    /** The first five, and how many more there are. */
    public static String named(Collection<?> names) {
        return named(names, NAMED);
    }

    /** The first {@code most}, and how many more there are. */
    public static String named(Collection<?> names, int most) {
        return names.stream().limit(most).map(Object::toString).collect(Collectors.joining(", "))
                + more(names.size() - most);
    }

    /** {@code " and 3 more"}, to be put behind the last one named; empty if there are no more. */
    public static String more(int others) {
        return others > 0 ? " and " + others + " more" : "";
    }

    /** The first {@code most} lines, and one that says how many more there are. */
    public static List<String> lines(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, most));
        first.add("..." + more(lines.size() - most));
        return first;
    }
}
