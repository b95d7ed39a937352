package dev.rockyjava.internal.snapshot.read;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The texts of a file that are kept, with their digests. Names repeat throughout a snapshot, a dozen times each in its lineage:
 * one object per name is enough, and no other is made to find it.
 */
final class SharedTexts {

    /**
     * The number of places where a text is looked for. Texts that are made to have digests alike would otherwise each be
     * compared with all others; they have objects of their own.
     */
    private static final int MOST_TRIES = 128;

    private static final int NOWHERE = -1;

    private @Nullable String[] texts = new String[1 << 10];
    private long[] digests = new long[texts.length];
    private int size;

    /** Of the parser's current text. */
    private long digest;
    private int place;

    /** Finds the parser's current text, and returns its digest. */
    long find(JsonParser parser) {
        char[] chars = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int to = from + parser.getStringLength();
        long found = Digests.of(chars, from, to);
        int at = (int) found & texts.length - 1;
        int tries = 0;
        for (String known = texts[at]; known != null; known = texts[at]) {
            if (digests[at] == found && isSame(known, chars, from, to)) {
                break;
            }
            at = at + 1 & texts.length - 1;
            if (++tries == MOST_TRIES) {
                at = NOWHERE;
                break;
            }
        }
        digest = found;
        place = at;
        return found;
    }

    private static boolean isSame(String text, char[] chars, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != chars[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the text that was found last; null if it isn't kept. */
    @Nullable String known() {
        return place == NOWHERE ? null : texts[place];
    }

    /** Keeps the text that was looked for last and isn't kept yet, unless there is no place for it. */
    void keep(String text) {
        if (place == NOWHERE) {
            return;
        }
        texts[place] = text;
        digests[place] = digest;
        if (++size > texts.length / 2) {
            grow();
        }
    }

    private void grow() {
        int kept = place;
        @Nullable String[] oldTexts = texts;
        long[] oldDigests = digests;
        texts = new String[2 * oldTexts.length];
        digests = new long[texts.length];
        for (int i = 0; i < oldTexts.length; i++) {
            if (oldTexts[i] != null) {
                int at = (int) oldDigests[i] & texts.length - 1;
                while (texts[at] != null) {
                    at = at + 1 & texts.length - 1;
                }
                texts[at] = oldTexts[i];
                digests[at] = oldDigests[i];
                place = i == kept ? at : place;
            }
        }
    }
}
