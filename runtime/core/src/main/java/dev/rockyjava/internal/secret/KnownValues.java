package dev.rockyjava.internal.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds values in a text, in whatever form they are written there. All values are looked for at once, so that the time doesn't
 * grow with their number: values that begin alike are neighbours in a sorted list, which narrows with each character.
 * Immutable.
 */
final class KnownValues {

    /** A part of a text. */
    record Range(int from, int to) {}

    /**
     * What a text holds.
     *
     * @param values ordered by their begin; they may overlap
     * @param unfinished where the first value begins that the text ends within; its length if there is none
     * @param telling where the first one begins of which that which stands there gives something away
     */
    record Found(List<Range> values, int unfinished, int telling) {}

    private static final int SHORTEST_TELLING = 4;

    private final String[] sorted;
    private final boolean[] begins = new boolean[128];

    KnownValues(Stream<String> values) {
        sorted = values.distinct().sorted().toArray(String[]::new);
        for (String value : sorted) {
            if (value.charAt(0) < begins.length) {
                begins[value.charAt(0)] = true;
            }
        }
    }

    Found in(String text) {
        List<Range> values = new ArrayList<>();
        Walk walk = new Walk(text);
        int found = 0;
        int unfinished = text.length();
        int telling = text.length();
        for (int from = 0; sorted.length > 0 && from < text.length(); from++) {
            char c = text.charAt(from);
            if (c >= begins.length || begins[c] || WrittenCharacters.beginsForm(c)) {
                walk.from(from);
                if (walk.longest >= 0) {
                    values.add(new Range(from, walk.longest));
                    found = Math.max(found, walk.longest);
                } else if (from >= found) {
                    unfinished = walk.unfinished ? Math.min(unfinished, from) : unfinished;
                    telling = walk.telling ? Math.min(telling, from) : telling;
                }
            }
        }
        return new Found(values, unfinished, telling);
    }

    /** Values from one index to another, of which the first characters have been read, up to a place of the text. */
    private record State(int first, int last, int read, int at) {}

    private final class Walk {

        private final WrittenCharacters characters;
        private List<State> now = new ArrayList<>();
        private List<State> next = new ArrayList<>();
        private State state = new State(0, 0, 0, 0);
        private int longest;
        private boolean unfinished;
        private boolean telling;

        Walk(String text) {
            characters = new WrittenCharacters(text, this::narrow);
        }

        void from(int start) {
            longest = -1;
            unfinished = false;
            telling = false;
            state = new State(0, sorted.length, 0, start);
            characters.read(start);
            characters.ranOut();
            while (!next.isEmpty()) {
                List<State> done = now;
                now = next;
                next = done;
                next.clear();
                for (State each : now) {
                    state = each;
                    characters.read(each.at);
                    characters.readAfterBreak(each.at);
                    if (characters.ranOut()) {
                        unfinished = true;
                        telling |= each.read >= SHORTEST_TELLING && !isOneSign(sorted[each.first], each.read);
                    }
                }
            }
        }

        private void narrow(int character, int end) {
            State before = state;
            for (char c : Character.toChars(character)) {
                int first = firstFrom(state.first, state.last, state.read, c);
                int last = firstFrom(first, state.last, state.read, c + 1);
                state = new State(first, last, state.read + 1, end);
            }
            add(state);
            state = before;
        }

        private void add(State narrowed) {
            if (narrowed.first == narrowed.last) {
                return;
            }
            boolean whole = sorted[narrowed.first].length() == narrowed.read;
            if (whole) {
                longest = Math.max(longest, narrowed.at);
            }
            boolean more = !whole || narrowed.last > narrowed.first + 1;
            if (more && !next.contains(narrowed)) {
                next.add(narrowed);
            }
        }
    }

    /** Returns the first of some values that has, at a place, a character of at least that number. */
    private int firstFrom(int first, int last, int place, int character) {
        int low = first;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            String value = sorted[middle];
            if (place < value.length() && value.charAt(place) >= character) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Such as the dashes before a PEM key, which also separate the parts of a log. */
    private static boolean isOneSign(String value, int length) {
        char sign = value.charAt(0);
        return !Character.isLetterOrDigit(sign) && value.chars().limit(length).allMatch(c -> c == sign);
    }
}
