package dev.rockyjava.internal.toml;

import dev.rockyjava.error.ProjectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the line of a word in a TOML file, for messages: the parser doesn't keep the places of what it has read. */
public final class TomlPlace {

    private static final Pattern TABLE = Pattern.compile("^\\s*\\[\\[?([^\\]]+)]]?\\s*(?:#.*)?$");
    private static final Pattern KEY = Pattern.compile("^\\s*([\\w.\"'-]+)\\s*=.*");

    private TomlPlace() {}

    /**
     * Returns a file with the line of a word, as editors recognize it: {@code /shop/rocky.toml:12}. Without the line if it
     * isn't found or the file can't be read.
     *
     * @param key the dotted path at or below which the word is; may be empty
     * @param word a key or a value; an empty one has no line
     */
    public static String of(Path file, String key, String word) {
        if (word.isEmpty()) {
            return file.toString();
        }
        try {
            OptionalInt line = line(TomlText.read(file), key, word);
            return file + (line.isPresent() ? ":" + line.getAsInt() : "");
        } catch (ProjectException e) {
            return file.toString();
        }
    }

    /** Returns the line, counted from 1; empty if the text doesn't have the word. */
    static OptionalInt line(String text, String key, String word) {
        List<String> lines = text.lines().toList();
        int from = nearest(lines, List.of(key.split("[.]")));
        Pattern whole = Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])");
        return IntStream.concat(IntStream.range(from, lines.size()), IntStream.range(0, from))
                .filter(line -> !lines.get(line).stripLeading().startsWith("#") && whole.matcher(lines.get(line)).find())
                .map(line -> line + 1)
                .findFirst();
    }

    /** Returns the first line whose key has most of the wanted path. */
    private static int nearest(List<String> lines, List<String> wanted) {
        List<String> table = List.of();
        int nearest = 0;
        int most = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher header = TABLE.matcher(lines.get(i));
            Matcher key = KEY.matcher(lines.get(i));
            List<String> path = table;
            if (header.matches()) {
                table = segments(header.group(1));
                path = table;
            } else if (key.matches()) {
                path = new ArrayList<>(table);
                path.addAll(segments(key.group(1)));
            }
            int same = same(path, wanted);
            if (same > most) {
                most = same;
                nearest = i;
            }
        }
        return nearest;
    }

    private static List<String> segments(String key) {
        return List.of(key.strip().replaceAll("[\"']", "").split("\\s*[.]\\s*"));
    }

    private static int same(List<String> path, List<String> wanted) {
        int same = 0;
        while (same < Math.min(path.size(), wanted.size()) && path.get(same).equals(wanted.get(same))) {
            same++;
        }
        return same;
    }
}
