package dev.rockyjava.cli.page;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.CheckStatus;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.history.RecordedAsset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of the page; the data has their positions in these lists. */
final class PageWords {

    static final String STALE = "stale";
    static final String NEVER = "never";

    private static final String WARNED = "warned";

    /** The states of assets. */
    static final List<String> STATES = List.of(
            OutcomeStatus.MATERIALIZED.word(),
            OutcomeStatus.FAILED.word(),
            OutcomeStatus.SKIPPED.word(),
            STALE,
            NEVER,
            OutcomeStatus.GRAPH_ONLY.word());

    static final List<String> KINDS = Stream.of(NodeKind.values()).map(NodeKind::word).toList();

    /** What a run did with an asset. */
    static final List<String> OUTCOMES = Stream.of(
                    OutcomeStatus.MATERIALIZED, OutcomeStatus.FAILED, OutcomeStatus.SKIPPED, OutcomeStatus.GRAPH_ONLY)
            .map(OutcomeStatus::word)
            .toList();

    /** The results of checks, the worst last. */
    static final List<String> RESULTS =
            List.of(CheckStatus.PASSED.word(), CheckStatus.NOT_EVALUATED.word(), WARNED, CheckStatus.FAILED.word());

    private PageWords() {}

    /** Returns the state of an asset: its last outcome, or that it is stale although that was good. */
    static String state(Optional<RecordedAsset> last, boolean stale) {
        Optional<OutcomeStatus> status = last.flatMap(RecordedAsset::status);
        if (status.isEmpty()) {
            return NEVER;
        }
        boolean bad = status.get() == OutcomeStatus.FAILED || status.get() == OutcomeStatus.SKIPPED && !last.get().good();
        return stale && !bad ? STALE : status.get().word();
    }

    static String result(CheckStatus status, boolean warning) {
        return status == CheckStatus.FAILED && warning ? WARNED : status.word();
    }
}
