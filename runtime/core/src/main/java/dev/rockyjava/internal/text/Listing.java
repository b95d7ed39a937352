package dev.rockyjava.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Formats lists that may be long. */
public final class Listing {

    private static final int NAMED = 5;

    private Listing() {}

    /** Returns the first five, and how many more there are. */
    public static String named(Collection<?> names) {
        return named(names, NAMED);
    }

    /** Returns the first {@code most}, and how many more there are. */
    public static String named(Collection<?> names, int most) {
        return names.stream().limit(most).map(Object::toString).collect(Collectors.joining(", "))
                + more(names.size() - most);
    }

    /** Returns {@code " and 3 more"}, to be appended to the last one named; empty if there are no more. */
    public static String more(int others) {
        return others > 0 ? " and " + others + " more" : "";
    }

    /** Returns a line for all elements with the same text, in the order of the first of each. */
    public static <T> List<String> grouped(
            Collection<T> all, Function<T, String> text, BiFunction<String, List<T>, String> line) {
        Map<String, List<T>> byText =
                all.stream().collect(Collectors.groupingBy(text, LinkedHashMap::new, Collectors.toList()));
        return byText.entrySet().stream().map(same -> line.apply(same.getKey(), same.getValue())).toList();
    }

    /**
     * Returns a title and indented entries, at most {@code most} of them; empty if there are no entries. The further
     * lines of an entry are indented more.
     */
    public static String section(String title, List<String> entries, int most) {
        return entries.isEmpty()
                ? ""
                : lines(entries, most).stream()
                        .map(entry -> entry.replaceAll("\n(?=[^\n])", "\n    "))
                        .collect(Collectors.joining("\n  ", title + "\n  ", "\n"));
    }

    /**
     * Returns an entry for {@link #section}: a head with a text of one line behind it, or with a longer one below it.
     *
     * @param place where it happened, {@code models/orders.sql:12}; an empty text if unknown
     */
    public static String entry(String head, String place, String text) {
        String whole = text.strip();
        String where = place.isEmpty() ? "" : " " + place;
        boolean below = !where.isEmpty() || whole.contains("\n");
        return head + ":" + where + (below ? "\n" : " ") + whole;
    }

    /** Returns the first {@code most} lines, and one that says how many more there are. */
    public static List<String> lines(List<String> lines, int most) {
        if (lines.size() <= most) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, most));
        first.add("..." + more(lines.size() - most));
        return first;
    }
}
