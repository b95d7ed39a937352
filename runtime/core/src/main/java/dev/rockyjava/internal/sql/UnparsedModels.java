package dev.rockyjava.internal.sql;

import dev.rockyjava.engine.SqlLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The models that the engine can't parse, as it lists them in the error for their folder: by name, without their files.
 * The lines that it gives are those of the SQL without the white space and configuration before it.
 */
public final class UnparsedModels {

    private static final String HEADING = "failed to parse:";
    private static final Pattern LISTED = Pattern.compile("(?m)^[ \\t]*- ([^:\\s]+): .*$");
    private static final Pattern LINE = Pattern.compile("at Line: (\\d{1,9}), Column: \\d+");

    private UnparsedModels() {}

    /** Returns the names, in the order of the error; empty if it lists none. */
    public static List<String> names(String error) {
        return error.contains(HEADING)
                ? LISTED.matcher(error).results().map(listed -> listed.group(1)).distinct().toList()
                : List.of();
    }

    /**
     * Returns the error with the place of each model's SQL after its line.
     *
     * @param project the folder that the places are relative to
     * @param models the folder of the models
     */
    public static String withPlaces(String error, Path project, Path models) {
        return names(error).isEmpty()
                ? error
                : LISTED.matcher(error).replaceAll(listed -> Matcher.quoteReplacement(listed.group()
                        + ModelFile.named(listed.group(1), models)
                                .map(file -> " (" + new SqlLocation(
                                        ModelPlace.relative(project, file), line(listed.group(), file)) + ")")
                                .orElse("")));
    }

    /** Returns the line in a model's file that the error gives for the model; empty if it gives none. */
    static OptionalInt lineOf(String model, String error, Path file) {
        Optional<String> listed = LISTED.matcher(error).results()
                .filter(one -> one.group(1).equals(model))
                .map(MatchResult::group)
                .findFirst();
        return listed.isPresent() ? line(listed.get(), file) : OptionalInt.empty();
    }

    private static OptionalInt line(String listed, Path file) {
        Matcher line = LINE.matcher(listed);
        if (!line.find()) {
            return OptionalInt.empty();
        }
        String text = ModelFile.textOf(file);
        String sql = ModelFile.sqlOf(text);
        long before = text.substring(0, text.lastIndexOf(sql)).chars().filter(c -> c == '\n').count();
        return OptionalInt.of((int) before + Integer.parseInt(line.group(1)));
    }
}
