package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.text.ShellWords;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The file in which the engine keeps its own state (run history, watermarks, partitions), as used by a call made now.
 *
 * @param file absolute; it need not exist
 * @param standing how it relates to other such files of the project
 * @param other absolute: the other file or place that {@code standing} refers to; empty only for {@link
 *     Standing#SOLE}
 */
public record EngineStateFile(Path file, Standing standing, Optional<Path> other) {

    private static final String LOG_TARGET = "rocky::state_path";

    /** How an engine state relates to other files of the project. */
    public enum Standing {
        /** There is no other relevant file, and no better place. */
        SOLE,
        /** There is another engine state, which the engine doesn't read. */
        OTHER_IGNORED,
        /** The file doesn't exist yet, and would start without the history that another file has. */
        WITHOUT_HISTORY,
        /**
         * The file is where earlier engines, and earlier versions of this library, kept it; {@code other} is the
         * current place.
         */
        EARLIER_PLACE
    }

    static EngineStateFile sole(Path file) {
        return new EngineStateFile(file, Standing.SOLE, Optional.empty());
    }

    static EngineStateFile of(Path file, Standing standing, Path other) {
        return new EngineStateFile(file, standing, Optional.of(other));
    }

    /** Returns what the user has to know and do before a run; empty if a run will use the expected state. */
    public Optional<String> warning() {
        return standing == Standing.EARLIER_PLACE ? Optional.empty() : advice();
    }

    /** Returns what the user has to know and do; empty if there is nothing to do. */
    public Optional<String> advice() {
        String lost = "without its watermarks an incremental table is copied anew, and rows that are gone from the source"
                + " are lost";
        return other.map(path -> switch (standing) {
            case SOLE -> "";
            case OTHER_IGNORED -> "this project has two engine states: " + file + " is used, " + path + " is not; " + lost
                    + ". See what each one has with 'rocky --state-path <file> state', and move the one that isn't wanted out"
                    + " of the project";
            case WITHOUT_HISTORY -> "there is no engine state " + file + " yet, and " + path + " is not used in its place; "
                    + lost + ". To go on with its history, copy it there while nothing runs: " + copy(path);
            case EARLIER_PLACE -> "the engine state " + file + " is used, but not where the engine keeps it today. Move it"
                    + " while nothing runs: mv " + quoted(file) + " " + quoted(path);
        });
    }

    /** Returns the engine's warning about the place of its state from a log line; empty for any other line. */
    public static Optional<String> warningIn(String logLine) {
        if (!logLine.startsWith("{") || !logLine.contains(LOG_TARGET)) {
            return Optional.empty();
        }
        try {
            JsonNode line = Mappers.json().readTree(logLine);
            boolean warning = line.path("target").asString("").equals(LOG_TARGET)
                    && line.path("level").asString("").equals("WARN");
            return Optional.of("rocky: " + line.path("fields").path("message").asString("")).filter(text -> warning);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private String copy(Path from) {
        Path folder = file.getParent();
        return (folder == null ? "" : "mkdir -p " + quoted(folder) + " && ") + "cp " + quoted(from) + " " + quoted(file);
    }

    private static String quoted(Path path) {
        return ShellWords.quoted(path.toString());
    }
}
