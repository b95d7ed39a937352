package dev.rockyjava.stress;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes documents at random: within the structure of JSON, by words and lines of other texts, or byte by byte. */
final class Mutator {

    /** Values that are no JSON, or that no reader takes. */
    private static final List<String> BROKEN = List.of(
            "", "NaN", "Infinity", "'x'", "x", "01", "+1", "\"", "\"\\ud800\"", "1" + "0".repeat(5_000), "[,]", "{,}", "\u0000", "//", "\"\n\"");

    /** Values that a reader may not expect. */
    private static final List<String> VALUES = List.of(
            "null", "true", "false", "0", "-1", "-0", "1.5", "1e999", "-1e-999", "9223372036854775807", "9223372036854775808",
            "1" + "0".repeat(900), "0." + "1".repeat(2_000), "\"\"", "\"x\"", "\" \"", "[]", "{}", "[[]]",
            "[null]", "[{}]", "{\"\":null}", "\"\\u0000\"", "\"\\uffff\"",
            "\"2026-02-30T25:00:00Z\"", "\"-999999999-01-01T00:00:00Z\"", "\"P1D\"", "\"99999999999999d\"", "\"day\"", "\"a/b\"",
            "\"" + "x".repeat(10_000) + "\"", "\"" + "y".repeat(100_000) + "\"", "\"a,b\"", "\"*\"", "\"${X}\"", "\"{{ env.X }}\"");

    private static final List<String> WORDS = List.of(
            "", "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", "{{", "}}", "{%", "%}", "(", ")", "=", ":", ",", ";", ".", "#",
            "-", "--", "---", "...", "|", ">", "&a ", "*a", "!!", "!!int ", "<<: ", "? ", "@", "`", "%", "\\", "/*", "*/", "\t", "\r", "\r\n",
            "\n", "\n\n", "${X}", "${", "${A:-b}", "$", "0", "-1", "1e999", "1e-999999999", "0x", "0b1", "9223372036854775808", "nan", "inf",
            "true", "null", "~", "2026-02-30", "2026-01-01T00:00:00Z", "99:99:99", "\ufeff", "\u0000", "\u2028", "\u202e", "\ud83d\ude00", "\u0130", "and",
            "or", "not", "+", "*", "?", "kind:", "group:", "tag:", "key:", "changed:", "source:", "status:", "select", "from", "with x as (", "union all");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    /**
     * Where a value is.
     *
     * @param member where its member begins; the same as {@code from} if it is no member
     */
    private record Span(int member, int from, int to) {

        boolean isMember() {
            return member < from;
        }
    }

    /** A document and its parts: the values of JSON, or the words of another text. */
    private record Parts(String text, boolean json, List<Span> spans) {}

    private final List<Parts> documents = new ArrayList<>();

    /** A mutator of JSON documents, which must be valid. */
    static Mutator ofJson(List<String> documents) {
        Mutator mutator = new Mutator();
        documents.forEach(text -> mutator.documents.add(new Parts(text, true, values(text))));
        return mutator;
    }

    /** A mutator of documents in any other language. */
    static Mutator ofText(List<String> documents) {
        Mutator mutator = new Mutator();
        documents.forEach(text -> mutator.documents.add(new Parts(text, false, words(text))));
        return mutator;
    }

    /** Returns a changed document, rarely an unchanged one. */
    byte[] mutant(Random random) {
        Parts document = documents.get(random.nextInt(documents.size()));
        int kind = random.nextInt(20);
        String text = kind < 2 ? document.text : edited(document, random);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return kind < 4 ? damaged(bytes, random) : bytes;
    }

    /** Changes one to four parts that don't overlap, the last first. */
    private String edited(Parts document, Random random) {
        List<Span> chosen = new ArrayList<>();
        for (int i = random.nextInt(2) * random.nextInt(4); i >= 0 && !document.spans.isEmpty(); i--) {
            Span span = document.spans.get(random.nextInt(document.spans.size()));
            if (chosen.stream().noneMatch(other -> span.member < other.to && other.member < span.to)) {
                chosen.add(span);
            }
        }
        chosen.sort(Comparator.comparingInt(Span::from).reversed());
        StringBuilder text = new StringBuilder(document.text);
        for (Span span : chosen) {
            text.replace(span.member, span.to, document.json ? value(document, span, random) : word(document, span, random));
        }
        return text.toString();
    }

    private String value(Parts document, Span span, Random random) {
        String value = document.text.substring(span.from, span.to);
        String member = document.text.substring(span.member, span.from);
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3, 4 -> member + any(VALUES, random);
            case 5, 6, 7, 8 -> span.isMember() ? "\"none\":0" : "null";
            case 9 -> member + value + "," + member + value;
            case 10, 11 -> span.isMember() ? name(document, random) + ":" + value : value + "," + value;
            case 12, 13, 14, 15 -> member + part(document, random);
            case 16, 17 -> member + part(any(documents, random), random);
            case 18 -> member + nested("[", value, "]", random);
            case 19 -> member + nested("{\"a\":", value, "}", random);
            case 20, 21, 22 -> member + Payloads.json(any(Payloads.TEXTS, random));
            default -> member + any(BROKEN, random);
        };
    }

    private static String part(Parts document, Random random) {
        Span other = any(document.spans, random);
        return document.text.substring(other.from, other.to);
    }

    private static String name(Parts document, Random random) {
        List<Span> members = document.spans.stream().filter(Span::isMember).toList();
        Span other = any(members, random);
        String member = document.text.substring(other.member, other.from);
        return member.substring(0, member.lastIndexOf(':'));
    }

    private static String nested(String open, String value, String close, Random random) {
        int depth = any(List.of(1, 2, 10, 400, 499, 501, 1_001, 50_000), random);
        return open.repeat(depth) + value + close.repeat(depth);
    }

    private String word(Parts document, Span span, Random random) {
        String word = document.text.substring(span.from, span.to);
        return switch (random.nextInt(14)) {
            case 0, 10, 11 -> "";
            case 1 -> word + word;
            case 2, 3 -> any(WORDS, random);
            case 4 -> word + any(WORDS, random);
            case 5, 12, 13 -> alike(word, document, random);
            case 6 -> part(any(documents, random), random);
            case 7 -> line(any(documents, random), random) + word;
            case 8 -> any(Payloads.TEXTS, random);
            default -> nested(any(WORDS, random), word, any(WORDS, random), random);
        };
    }

    /** Returns another word, another space or another mark, whichever this is. */
    private static String alike(String word, Parts document, Random random) {
        for (int i = 0; i < 20; i++) {
            String other = part(document, random);
            if (Character.isLetterOrDigit(other.charAt(0)) == Character.isLetterOrDigit(word.charAt(0))
                    && other.isBlank() == word.isBlank()) {
                return other;
            }
        }
        return word;
    }

    private static String line(Parts document, Random random) {
        List<String> lines = document.text.lines().toList();
        return lines.isEmpty() ? "" : "\n" + any(lines, random) + "\n";
    }

    /** Damages bytes as a disk, a transfer or an editor might. */
    private byte[] damaged(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int end = at + random.nextInt(bytes.length - at + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (random.nextInt(9)) {
            case 0 -> out.write(bytes, 0, at);
            case 1 -> {
                out.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
                out.writeBytes(bytes);
            }
            case 2 -> out.writeBytes(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16));
            case 3 -> {
                out.write(bytes, 0, at);
                out.write(bytes, end, bytes.length - end);
            }
            case 4 -> {
                out.write(bytes, 0, end);
                out.write(bytes, at, bytes.length - at);
            }
            case 5 -> {
                out.writeBytes(bytes);
                out.writeBytes(any(documents, random).text.getBytes(StandardCharsets.UTF_8));
            }
            case 6 -> {
                out.writeBytes("<<<<<<< HEAD\n".getBytes(StandardCharsets.UTF_8));
                out.writeBytes(bytes);
            }
            case 7 -> {
                out.write(bytes, 0, at);
                out.writeBytes(new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80});
                out.write(bytes, at, bytes.length - at);
            }
            default -> {
                out.writeBytes(bytes);
                byte[] flipped = out.toByteArray();
                for (int i = random.nextInt(8); i >= 0 && flipped.length > 0; i--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
            }
        }
        return out.toByteArray();
    }

    static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<Span> words(String text) {
        List<Span> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(new Span(matcher.start(), matcher.start(), matcher.end()));
        }
        return words;
    }

    /** Returns all values of a valid document, whatever their depth. */
    private static List<Span> values(String json) {
        List<Span> values = new ArrayList<>();
        new Scan(json, values).value(0);
        return values;
    }

    /** Finds the values in a valid JSON document. */
    private static final class Scan {

        private final String json;
        private final List<Span> values;
        private int at;

        Scan(String json, List<Span> values) {
            this.json = json;
            this.values = values;
        }

        void value(int member) {
            space();
            int from = at;
            char first = json.charAt(at);
            if (first == '{' || first == '[') {
                at++;
                space();
                while (json.charAt(at) != '}' && json.charAt(at) != ']') {
                    int start = at;
                    if (first == '{') {
                        text();
                        space();
                        at++;
                    }
                    space();
                    value(first == '{' ? start : at);
                    space();
                    if (json.charAt(at) == ',') {
                        at++;
                        space();
                    }
                }
                at++;
            } else if (first == '"') {
                text();
            } else {
                while (at < json.length() && ",]} \n\r\t".indexOf(json.charAt(at)) < 0) {
                    at++;
                }
            }
            values.add(new Span(member, from, at));
        }

        private void text() {
            at++;
            while (json.charAt(at) != '"') {
                at += json.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        }

        private void space() {
            while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
                at++;
            }
        }
    }
}
