package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.internal.text.LowerCase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Node ids by the names that SQL may use for them. Column lineage has names as they are in the SQL: {@code base},
 * {@code W.S.BASE} and {@code "w"."s"."base"} can all refer to one table. A match in the same case takes precedence;
 * if there is none, case is ignored.
 */
final class SqlNames {

    private record NodeName(List<String> parts, String id) {}

    private final Map<List<String>, List<NodeName>> byFolded = new HashMap<>();

    /** Records that a name, split into its parts, refers to a node. */
    void add(List<String> parts, String id) {
        byFolded.computeIfAbsent(fold(parts), p -> new ArrayList<>(1)).add(new NodeName(parts, id));
    }

    /** Returns the ids of the nodes that a name refers to, sorted; none for a name that was not recorded. */
    Collection<String> find(List<String> parts) {
        List<NodeName> candidates = byFolded.getOrDefault(fold(parts), List.of());
        if (candidates.size() <= 1) {
            return candidates.isEmpty() ? List.of() : List.of(candidates.get(0).id);
        }
        SortedSet<String> same = new TreeSet<>();
        SortedSet<String> folded = new TreeSet<>();
        for (NodeName named : candidates) {
            folded.add(named.id);
            if (named.parts.equals(parts)) {
                same.add(named.id);
            }
        }
        return same.isEmpty() ? folded : same;
    }

    private static List<String> fold(List<String> parts) {
        String[] folded = new String[parts.size()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = LowerCase.of(parts.get(i));
        }
        return List.of(folded);
    }

    /** Splits a dotted name at the dots outside quotes and removes the quotes: {@code "a.b".c} is a.b and c. */
    static List<String> parts(String name) {
        if (name.indexOf('.') < 0 && name.indexOf('"') < 0 && name.indexOf('`') < 0 && name.indexOf('[') < 0) {
            return List.of(name);
        }
        List<String> parts = new ArrayList<>(3);
        StringBuilder part = new StringBuilder();
        char closing = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (closing != 0) {
                if (c != closing) {
                    part.append(c);
                } else if (i + 1 < name.length() && name.charAt(i + 1) == closing) {
                    part.append(c);
                    i++;
                } else {
                    closing = 0;
                }
            } else if (c == '.') {
                parts.add(part.toString());
                part.setLength(0);
            } else if (part.isEmpty() && (c == '"' || c == '`' || c == '[')) {
                closing = c == '[' ? ']' : c;
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return List.copyOf(parts);
    }
}
