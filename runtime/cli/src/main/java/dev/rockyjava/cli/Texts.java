package dev.rockyjava.cli;

import dev.rockyjava.asset.PartitionsDefinition;
import java.time.Duration;
import java.util.Locale;

/** Words that several commands use. */
final class Texts {

    static final String SELECTION = "Which assets: a name (daily_revenue), a pattern (marts/*), kind:seed, group:marts, "
            + "tag:domain=finance; +x with its upstream, x+ with its downstream; not, and, or, parentheses. Quote it for "
            + "the shell. Default: every asset.";

    private Texts() {}

    static String partitions(PartitionsDefinition partitions) {
        return partitions.grain().dagWord() + partitions.first().map(first -> " from " + first).orElse("");
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
