package dev.rockyjava.cli.page;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Numbers texts in the order in which they come, so that each is written once. */
final class TextTable {

    /** Stands for no text. */
    static final int NONE = -1;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    int of(String text) {
        return numbers.computeIfAbsent(text, added -> numbers.size());
    }

    int of(Optional<String> text) {
        return text.map(this::of).orElse(NONE);
    }

    int[] all(Collection<String> texts) {
        return texts.stream().mapToInt(this::of).toArray();
    }

    /** Returns all texts by number. */
    Set<String> texts() {
        return numbers.keySet();
    }
}
