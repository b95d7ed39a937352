package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.internal.text.ShellWords;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.PlannedPartitions;
import dev.rockyjava.run.history.RecordedAsset;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats texts that several commands use. */
public final class CommandTexts {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int NARROWEST = 20;
    private static final String MORE = " ...";

    private CommandTexts() {}

    public static String partitions(PartitionsDefinition partitions) {
        return partitions.grain().dagWord() + partitions.first().map(first -> " from " + first).orElse("");
    }

    /**
     * Returns the keys of partitions in the order of time: all of a few, otherwise the first and the last with the
     * count.
     */
    public static String partitions(List<String> keys) {
        return keys.size() <= 2
                ? String.join(", ", keys)
                : keys.get(0) + " to " + keys.get(keys.size() - 1) + " (" + keys.size() + ")";
    }

    /**
     * Returns what a step builds:
     * {@code built for 2026-11-26 only, 1 of 271 daily partitions; --partition or --missing for others} if the user
     * chose no partition.
     *
     * @param built the keys of the partitions that were built; empty if none was built yet
     */
    public static String builtFor(PlannedPartitions planned, List<String> built) {
        if (planned.oneOfSeveral()) {
            return "built for " + planned + "; --partition" + (planned.possible().isPresent() ? " or --missing" : "")
                    + " for others";
        }
        return "built for " + (built.isEmpty() ? planned.keys() : partitions(built));
    }

    /** Returns the cause of a failure with what to do: {@code hint: seed/rates is graph-only, ...; add --execute seed}. */
    public static String hint(OutcomeCause.UpstreamNotLoaded cause) {
        return cause.text() + "; " + (cause.inRun()
                ? "add " + ShellWords.line(execute(cause))
                : (cause.kinds().isEmpty() ? "build" : "load") + (cause.upstream().size() == 1 ? " it" : " them") + " first: "
                        + ShellWords.line(loading(cause)));
    }

    /** Returns the option that loads what wasn't loaded: {@code --execute seed}; empty if none is needed. */
    public static List<String> execute(OutcomeCause.UpstreamNotLoaded cause) {
        return cause.kinds().isEmpty()
                ? List.of()
                : List.of("--execute", cause.kinds().stream().map(NodeKind::word).collect(Collectors.joining(",")));
    }

    /** Returns the command that loads what isn't part of the run. */
    public static List<String> loading(OutcomeCause.UpstreamNotLoaded cause) {
        // A seed has nothing upstream; of a model, that may be missing as well.
        String plus = cause.kinds().isEmpty() ? "+" : "";
        String selection = cause.upstream().stream().map(key -> plus + key).collect(Collectors.joining(" or "));
        return Stream.concat(Stream.of("materialize", selection), execute(cause).stream()).toList();
    }

    /**
     * Returns a text of which lines that are too long are wrapped between words, below their own beginning. Others, such as
     * those that a caret points into, stay as they are.
     */
    public static String fitted(String text, int width) {
        return text.lines()
                .map(line -> {
                    String indent = " ".repeat(line.length() - line.stripLeading().length());
                    return TextWidth.of(line) <= width ? line + "\n" : indented(line.stripLeading(), indent, width);
                })
                .collect(Collectors.joining());
    }

    /** Returns a text in lines that fit, each after the indentation and, from the second on, two more spaces. */
    public static String indented(String text, String indent, int width) {
        List<String> lines = TextWidth.wrapped(text, Math.max(NARROWEST, width - indent.length() - 2));
        if (lines.size() == 1) {
            return indent + lines.get(0) + "\n";
        }
        return indent + String.join("\n" + indent + "  ", lines) + "\n";
    }

    /** Returns a moment in UTC, like the names of runs. */
    public static String moment(Instant time) {
        return MOMENT.format(time);
    }

    /** Returns the line of a message that says what is wrong; one that isn't the whole message ends in dots. */
    public static String mainLine(String text) {
        List<String> lines = text.strip().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        // A line such as "The engine said:" is incomplete without the next one.
        int shown = lines.size() > 1 && lines.get(0).endsWith(":") ? 2 : 1;
        return lines.stream().limit(shown).collect(Collectors.joining(" ")) + (lines.size() > shown ? MORE : "");
    }

    /** Returns a whole message, on one line if its {@link #mainLine} is all of it. */
    public static String whole(String text) {
        String line = mainLine(text);
        return line.endsWith(MORE) ? text : line;
    }

    /**
     * Returns the whole reason of each asset of which a table has the {@link #mainLine} only, with the place of the SQL
     * that failed.
     */
    public static String wholeReasons(List<RecordedAsset> assets) {
        return Listing.section(
                "reasons",
                assets.stream()
                        .filter(asset -> asset.location().isPresent()
                                || asset.notLoaded().isPresent()
                                || asset.reason().map(CommandTexts::mainLine).filter(line -> line.endsWith(MORE)).isPresent())
                        .map(asset -> Listing.entry(
                                asset.key().toString(),
                                asset.location().map(SqlLocation::toString).orElse(""),
                                asset.reason().orElse("")
                                        + asset.notLoaded().map(cause -> "\nhint: " + hint(cause)).orElse("")))
                        .toList(),
                Integer.MAX_VALUE);
    }
}
