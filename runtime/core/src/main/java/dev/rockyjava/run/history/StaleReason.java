package dev.rockyjava.run.history;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.text.DurationText;
import dev.rockyjava.internal.text.Listing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an asset is stale, according to the journal and its definition; see {@link Staleness}. */
public sealed interface StaleReason {

    /** The words of all reasons, in the order in which an asset's reasons are listed. */
    List<String> WORDS =
            List.of(Never.WORD, Failed.WORD, CodeChanged.WORD, UpstreamBuilt.WORD, TooOld.WORD, PartitionsMissing.WORD);

    /** Returns the word in JSON and in selections, {@code code} for example; one of {@link #WORDS}. */
    String word();

    /** Returns the reason as text, to follow "stale: ". */
    String text();

    /** Returns the upstream asset that the reason is about; empty if it is about none. */
    default Optional<AssetKey> upstream() {
        return Optional.empty();
    }

    /** The asset was never materialized. */
    record Never() implements StaleReason {

        static final String WORD = "never";

        // These replace the record's own methods, which take milliseconds when they are first called.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Never;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String text() {
            return "never built";
        }
    }

    /**
     * The engine's last work on the asset failed, its checks failed, or how it ended is unknown because the program was
     * killed.
     *
     * @param partitions the partitions for which that is so, by canonical key, oldest first; empty if the asset isn't
     *     partitioned, or if which they are isn't known
     */
    record Failed(List<String> partitions) implements StaleReason {

        static final String WORD = "failed";

        public Failed {
            partitions = List.copyOf(partitions);
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String text() {
            return (partitions.isEmpty() ? "its last build" : "its build of " + Listing.named(partitions, 1))
                    + " failed or didn't end";
        }
    }

    /**
     * The asset is defined differently than when it was built. At least one of the lists isn't empty.
     *
     * @param files the files that changed, each by its path relative to the project
     * @param members what else changed: {@code target}, {@code strategy}, {@code strategy's parameters}
     */
    record CodeChanged(List<String> files, List<String> members) implements StaleReason {

        static final String WORD = "code";

        public CodeChanged {
            files = List.copyOf(files);
            members = List.copyOf(members);
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String text() {
            String ofFiles = files.isEmpty() ? "" : "code changed in " + Listing.named(files);
            String ofMembers = members.isEmpty() ? "" : "its " + String.join(", its ", members) + " changed";
            return ofFiles + (files.isEmpty() || members.isEmpty() ? "" : "; ") + ofMembers;
        }
    }

    /** An asset directly upstream was built since. */
    record UpstreamBuilt(AssetKey key) implements StaleReason {

        static final String WORD = "upstream";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String text() {
            return key + " was built since";
        }

        @Override
        public Optional<AssetKey> upstream() {
            return Optional.of(key);
        }
    }

    /** An asset directly upstream is stale, so that it is about to be built. */
    record UpstreamStale(AssetKey key) implements StaleReason {

        // As above; there is one for nearly each dependency if nothing was built yet.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof UpstreamStale that && key.equals(that.key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }

        @Override
        public String word() {
            return UpstreamBuilt.WORD;
        }

        @Override
        public String text() {
            return key + " is stale";
        }

        @Override
        public Optional<AssetKey> upstream() {
            return Optional.of(key);
        }
    }

    /**
     * The asset is older than its freshness policy allows.
     *
     * @param maxLag the allowed age
     */
    record TooOld(Duration maxLag) implements StaleReason {

        static final String WORD = "freshness";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String text() {
            return "older than its freshness policy allows, " + DurationText.of(maxLag);
        }
    }

    /**
     * Partitions aren't built that should be: the latest one, or some between the oldest that is built and the latest.
     *
     * @param first the canonical key of the oldest that is missing
     * @param count how many are missing, at least 1
     */
    record PartitionsMissing(String first, int count) implements StaleReason {

        static final String WORD = "partition";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public String text() {
            return count == 1 ? "the partition " + first + " is missing" : count + " partitions are missing from " + first + " on";
        }
    }
}
