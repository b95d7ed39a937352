package dev.rockyjava.stress;

import java.util.List;

/** Texts that are more than a text to some language they may be written in. */
final class Payloads {

    /** The system property that injected code would set. */
    static final String MARKER = "rocky.injected";

    private static final String CODE = "static { System.setProperty(\"" + MARKER + "\", \"yes\"); }";

    static final List<String> TEXTS = List.of(
            // Java: what ends a literal or a comment, also after Unicode escapes
            "\"; " + CODE + " //",
            "\\\"; " + CODE + " //",
            "\\u0022; " + CODE + " //",
            "\\\\u0022; " + CODE + " //",
            "\\uuu0022; " + CODE + " //",
            "*/ " + CODE + " /*",
            "\\u002a\\u002f " + CODE + " /*",
            "\n" + CODE + "\n",
            "\r" + CODE,
            "\\u000a" + CODE,
            "\\u000d" + CODE,
            "\u2028" + CODE + "\u2029",
            "\u0085" + CODE,
            "\"\"\" + " + CODE,
            "'", "\\", "\\u", "\\uXYZ1", "\u001a" + CODE, "\u0000", "x\u0000y",
            // formats
            "%s %d %n %", "{} {0} {", "$L $S $T $$ $> $1L $", "${X} ${", "{{ env.X }}", "#{1+1}",
            // Javadoc
            "{@code", "{@link java.lang.String}", "{@literal }}", "@param x y", "@deprecated", "}", "{@inheritDoc}", "<!--", "{@snippet :",
            // HTML
            "<script>document.title='injected'</script>", "</script><script>document.title='injected'</script>",
            "<img src=x onerror=document.title='injected'>", "\" onmouseover=\"document.title='injected'", "]]>", "<!-- -->", "&lt;b&gt;",
            "</title></style></textarea>", "javascript:document.title='injected'",
            // what changes the order of letters, or can't be seen
            "\u202e\u2066gnp.exe\u2069", "\u200b\u200d\ufeff", "\u061c\u200e\u200f", "e\u0301", "\ud83d\ude00", "\u0130\u0131\u017f",
            // terminals
            "\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u009b31m", "\b\b\b", "a\tb\fc",
            // arguments, paths and URLs
            "-", "--", "--config=/etc/passwd", "-rf", "=", "a=b", "a b", " ", "", "..", "../../outside", "..\\..\\outside", "/etc/passwd",
            "a/../../b", "C:\\x", "~", "*", "?", "%2e%2e%2f", "a?b#c", "http://x/", "con", "a:b", ",", "`id`", "$(id)", "; id", "| id", "& id", "a'b",
            // sizes
            "x".repeat(300), "\u0130".repeat(20_000), "long ".repeat(20_000), "\u65e5".repeat(20_000));

    private Payloads() {}

    /** Returns a text as JSON. */
    static String json(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
