package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.run.OutcomeStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Renders a view of a run as lines for a terminal. A pure function: no clock, no terminal, no colour. */
final class RunScreen {

    private static final int MOST_RUNNING = 10;
    private static final int NARROW = 20;
    private static final int BAR = 24;
    /** Lines reserved for the bar, the counts, the next assets and the cursor. */
    private static final int OTHER_LINES = 4;

    private RunScreen() {}

    /**
     * Returns the lines. None is longer than the terminal is wide, and there are fewer than it is high.
     *
     * @param width in columns
     * @param height in lines
     */
    static List<String> lines(RunView view, int width, int height) {
        List<String> lines = new ArrayList<>();
        String time = DurationText.of(Duration.between(view.started(), view.now()))
                + view.rest().map(rest -> ", about " + DurationText.of(rest) + " left").orElse("");
        String numbers = " " + view.done() + "/" + view.steps() + "  " + time;
        // The remaining time matters more than the bar.
        lines.add(bar(view.done(), view.steps(), Math.min(BAR, width - numbers.length() - 2)) + numbers);
        lines.add(counts(view));
        int room = Math.max(1, Math.min(MOST_RUNNING, height - OTHER_LINES));
        int shown = view.running().size() <= room ? view.running().size() : room - 1;
        int names = view.running().stream()
                .limit(shown)
                .mapToInt(asset -> TextWidth.of(name(asset)))
                .max()
                .orElse(0);
        view.running().stream().limit(shown).forEach(asset -> lines.add(running(asset, view, names, width)));
        if (shown < view.running().size()) {
            lines.add("  ..." + Listing.more(view.running().size() - shown) + " running");
        }
        if (!view.next().isEmpty() && height > OTHER_LINES + 1) {
            lines.add(next(view, width));
        }
        return lines.stream()
                .limit(Math.max(1, height - 1))
                .map(line -> TextWidth.beginning(Terminal.oneLine(line), width))
                .toList();
    }

    private static String bar(int done, int of, int length) {
        if (length < 1) {
            return "";
        }
        int full = of == 0 ? length : (int) ((long) length * done / of);
        String tip = full < length ? ">" : "";
        return "[" + "=".repeat(full) + tip + " ".repeat(length - full - tip.length()) + "]";
    }

    private static String counts(RunView view) {
        StringJoiner counts = new StringJoiner(", ");
        long queued = view.running().stream().filter(RunView.Running::waits).count();
        counts.add(view.running().size() - queued + " running");
        if (queued > 0) {
            counts.add(queued + " queued");
        }
        counts.add(view.waiting() + " waiting");
        for (OutcomeStatus status : OutcomeStatus.values()) {
            int count = view.counts().getOrDefault(status, 0);
            if (count > 0) {
                counts.add(count + " " + status.word());
            }
        }
        return counts.toString();
    }

    private static String running(RunView.Running asset, RunView view, int names, int width) {
        String time = (asset.waits() ? "queued " : "")
                + DurationText.of(Duration.between(asset.since(), view.now()))
                + asset.usual()
                        .filter(usual -> !asset.waits())
                        .map(usual -> " of about " + DurationText.of(usual)).orElse("")
                + (asset.tries() > 0 ? ", try " + (asset.tries() + 1) : "");
        // The end of a key is more specific than its beginning, and the time must stay visible.
        int room = Math.min(names, Math.max(NARROW, width - time.length() - 6));
        String name = name(asset);
        String shown = TextWidth.of(name) <= room ? name : "..." + TextWidth.end(name, room - 3);
        return "  > " + TextWidth.padded(shown, room) + "  " + time;
    }

    private static String name(RunView.Running asset) {
        return asset.key() + asset.partitions().map(keys -> " for " + keys).orElse("");
    }

    /** Returns as many of the next assets as fit, but at least one. */
    private static String next(RunView view, int width) {
        StringBuilder line = new StringBuilder("next: " + view.next().get(0));
        int shown = 1;
        for (AssetKey key : view.next().subList(1, view.next().size())) {
            if (TextWidth.of(line + ", " + key + ", ...") > width) {
                break;
            }
            line.append(", ").append(key);
            shown++;
        }
        return line + (view.waiting() > shown ? ", ..." : "");
    }
}
