package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.internal.text.Listing;
import java.util.List;

/**
 * The cause of an outcome in a form that programs can use; {@link AssetOutcome#reason()} is meant for the user only.
 */
public sealed interface OutcomeCause {

    /** Returns the word in JSON and in the journal, {@code out_of_time} for example. */
    String word();

    /**
     * A time limit was reached: of one call, of the asset or of the run, while working or while waiting for others.
     * More time may help.
     */
    record OutOfTime() implements OutcomeCause {

        @Override
        public String word() {
            return "out_of_time";
        }
    }

    /** The run was cancelled, or its engine was ended by a signal, while it worked on the asset. */
    record Interrupted() implements OutcomeCause {

        @Override
        public String word() {
            return "interrupted";
        }
    }

    /** The engine built the asset before the run was resumed, and nothing was left to do. */
    record DoneBefore() implements OutcomeCause {

        @Override
        public String word() {
            return "done_before";
        }
    }

    /**
     * The asset failed, and something that it reads directly isn't there: seeds and the like that are graph-only in the
     * run, which is the likely cause unless an earlier run has loaded them; or assets that aren't part of the run, and
     * whose tables the error says are missing.
     *
     * @param upstream the assets that weren't loaded, at least one
     * @param kinds those of their kinds that only {@link Materializer#execute} loads, on a resume too; may be empty if
     *     they aren't part of the run
     * @param inRun whether they are part of the run
     */
    record UpstreamNotLoaded(List<AssetKey> upstream, List<NodeKind> kinds, boolean inRun) implements OutcomeCause {

        public UpstreamNotLoaded {
            upstream = List.copyOf(upstream);
            kinds = List.copyOf(kinds);
        }

        /** Returns the cause as text, without what to do about it. */
        public String text() {
            boolean one = upstream.size() == 1;
            return Listing.named(upstream) + (inRun
                    ? one ? " is graph-only, nothing loaded it in this run" : " are graph-only, nothing loaded them in this run"
                    : one
                            ? " isn't part of this run, and its table isn't there"
                            : " aren't part of this run, and their tables aren't there");
        }

        @Override
        public String word() {
            return "upstream_not_loaded";
        }
    }

    /**
     * The asset couldn't be built because of what happened upstream.
     *
     * @param upstream the asset where it happened, which need not be a direct dependency
     * @param happened what happened to it, as the end of a sentence in a message
     */
    record UpstreamFailed(AssetKey upstream, String happened) implements OutcomeCause {

        /** Returns the cause as text, without the path from there to the asset. */
        public String text() {
            return "upstream " + upstream + " " + happened;
        }

        @Override
        public String word() {
            return "upstream_failed";
        }
    }
}
