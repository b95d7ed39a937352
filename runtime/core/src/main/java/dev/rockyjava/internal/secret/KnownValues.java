package dev.rockyjava.internal.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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
        return sorted.length == 0 ? new Found(List.of(), text.length(), text.length()) : new Pass(text).found();
    }

    /**
     * Values from one index to another, of which the first characters have been read. Several beginnings may have led there, and go
     * on alike: the first of them has the longest value; the last one is the last place that a value may begin at.
     */
    private record State(int first, int last, int read, int firstBegin, int lastBegin) {

        State and(State other) {
            return new State(first, last, read, Math.min(firstBegin, other.firstBegin), Math.max(lastBegin, other.lastBegin));
        }
    }

    // Of equal ones, the last value is the same, too.
    private static final Comparator<State> ORDER = (one, other) ->
            one.read != other.read ? Integer.compare(one.read, other.read) : Integer.compare(one.first, other.first);

    /** A possible character, and where the text after it begins. */
    private record Read(int character, int end) {}

    /** Goes through a text once, with all that may be the beginning of a value. */
    private final class Pass {

        private final String text;
        private final List<Read> read = new ArrayList<>();
        private final WrittenCharacters characters;
        private final Map<Integer, List<State>> pending = new HashMap<>();
        // By where they begin.
        private final NavigableMap<Integer, Integer> ends = new TreeMap<>();
        private final List<State> unfinished = new ArrayList<>();
        private final List<State> telling = new ArrayList<>();

        Pass(String text) {
            this.text = text;
            characters = new WrittenCharacters(text, (character, end) -> read.add(new Read(character, end)));
        }

        Found found() {
            for (int at = 0; at <= text.length(); at++) {
                boolean begins = at < text.length() && mayBegin(text.charAt(at));
                List<State> reached = pending.isEmpty() ? null : pending.remove(at);
                if (begins || reached != null) {
                    read.clear();
                    characters.read(at);
                    if (begins) {
                        narrow(new State(0, sorted.length, 0, at, at));
                    }
                    if (reached != null) {
                        characters.readAfterBreak(at);
                        reached = merged(reached);
                        reached.forEach(this::narrow);
                    }
                    if (characters.ranOut() && reached != null) {
                        reached.forEach(this::ranOut);
                    }
                }
            }
            List<Range> values = new ArrayList<>();
            int last = 0;
            for (Map.Entry<Integer, Integer> value : ends.entrySet()) {
                values.add(new Range(value.getKey(), value.getValue()));
                last = Math.max(last, value.getValue());
                value.setValue(last);
            }
            return new Found(values, firstOutside(unfinished), firstOutside(telling));
        }

        /** Returns one of each; they arrive nearly in order. */
        private static List<State> merged(List<State> states) {
            if (states.size() == 1) {
                return states;
            }
            states.sort(ORDER);
            List<State> merged = new ArrayList<>(states.size());
            State last = states.get(0);
            for (State state : states.subList(1, states.size())) {
                if (ORDER.compare(last, state) == 0) {
                    last = last.and(state);
                } else {
                    merged.add(last);
                    last = state;
                }
            }
            merged.add(last);
            return merged;
        }

        private void narrow(State state) {
            for (Read each : read) {
                int first = state.first;
                int last = state.last;
                int length = state.read;
                for (char c : Character.toChars(each.character)) {
                    first = firstFrom(first, last, length, c);
                    last = firstFrom(first, last, length, c + 1);
                    length++;
                }
                if (first < last) {
                    boolean whole = sorted[first].length() == length;
                    if (whole) {
                        ends.merge(state.firstBegin, each.end, Math::max);
                    }
                    if (!whole || last > first + 1) {
                        pending.computeIfAbsent(each.end, end -> new ArrayList<>())
                                .add(new State(first, last, length, state.firstBegin, state.lastBegin));
                    }
                }
            }
        }

        private void ranOut(State state) {
            unfinished.add(state);
            if (state.read >= SHORTEST_TELLING && !isOneSign(sorted[state.first], state.read)) {
                telling.add(state);
            }
        }

        /** Returns the first begin that is in no value, once each value has the last end of those that begin before it, too. */
        private int firstOutside(List<State> all) {
            int first = text.length();
            for (State state : all) {
                int begin = state.firstBegin;
                for (int end = endBefore(begin); end > begin && begin <= state.lastBegin; end = endBefore(begin)) {
                    begin = end;
                }
                first = begin <= state.lastBegin ? Math.min(first, begin) : first;
            }
            return first;
        }

        private int endBefore(int place) {
            Map.Entry<Integer, Integer> before = ends.floorEntry(place);
            return before == null ? 0 : before.getValue();
        }
    }

    private boolean mayBegin(char c) {
        return c >= begins.length || begins[c] || WrittenCharacters.beginsForm(c);
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
