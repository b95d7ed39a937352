package dev.rockyjava.processor.write;

/** Makes text of a snapshot safe inside a Javadoc comment: it can't end the comment, start a tag or an escape. */
final class JavadocText {

    private static final int LONGEST = 500;

    private JavadocText() {}

    static String escape(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        StringBuilder escaped = new StringBuilder(shown.length() + 16);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@', '*', '\\', '{', '}' ->
                    escaped.append("&#").append((int) c).append(';');
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        escaped.append(' ');
                    } else if (c < 0x7f) {
                        escaped.append(c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < shown.length()
                            && Character.isLowSurrogate(shown.charAt(i + 1))) {
                        escaped.append("&#").append(Character.toCodePoint(c, shown.charAt(++i))).append(';');
                    } else {
                        escaped.append("&#").append((int) c).append(';');
                    }
                }
            }
        }
        return escaped.toString();
    }
}
