package dev.rockyjava.internal.text;

/** Lower case for comparing names. */
public final class LowerCase {

    private LowerCase() {}

    /**
     * Returns a text in lower case, letter by letter: {@link String#toLowerCase} copies the rest of the text at each letter
     * that becomes two, and looks at all words of it for each sigma.
     */
    public static String of(String text) {
        if (isLower(text)) {
            return text;
        }
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().forEach(letter -> {
            if (letter == 0x130) {
                lower.append("i\u0307");
            } else {
                lower.appendCodePoint(Character.toLowerCase(letter));
            }
        });
        return lower.toString();
    }

    /** Returns whether a text is known to be in lower case, as nearly all names are. */
    private static boolean isLower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z' || c > 127) {
                return false;
            }
        }
        return true;
    }
}
