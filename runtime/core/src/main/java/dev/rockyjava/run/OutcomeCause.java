package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;

/** What a program can know of why an outcome is what it is; {@link AssetOutcome#reason()} is for people only. */
public sealed interface OutcomeCause {

    /** Returns the word in JSON and in the journal, {@code out_of_time} for example. */
    String word();

    /** A limit was reached: of one call, of the asset or of the run, at work or while waiting for others. More time may help. */
    record OutOfTime() implements OutcomeCause {

        @Override
        public String word() {
            return "out_of_time";
        }
    }

    /** The engine built it before the run was resumed, and nothing was left to do. */
    record DoneBefore() implements OutcomeCause {

        @Override
        public String word() {
            return "done_before";
        }
    }

    /**
     * Something happened upstream, so that it could not be built.
     *
     * @param upstream the asset that it happened to, which need not be a direct dependency
     * @param happened what happened to it, as the end of a sentence for people
     */
    record UpstreamFailed(AssetKey upstream, String happened) implements OutcomeCause {

        /** Returns the cause for people, without the way from there to the asset. */
        public String text() {
            return "upstream " + upstream + " " + happened;
        }

        @Override
        public String word() {
            return "upstream_failed";
        }
    }
}
