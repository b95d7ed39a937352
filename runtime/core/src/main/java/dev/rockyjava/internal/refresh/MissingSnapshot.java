package dev.rockyjava.internal.refresh;

import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles a missing snapshot when definitions are built, by the rules of dagster-rocky's {@code build_defs}. */
public record MissingSnapshot(
        ComponentConfig config, Function<String, Optional<String>> environment, Consumer<String> warnings) {

    private static final Logger LOG = LoggerFactory.getLogger(MissingSnapshot.class);

    /** Set to any value by Dagster's development server, which refreshes in its own way. */
    private static final String PEER_DEVELOPMENT = "DAGSTER_IS_DEV_CLI";

    private static final String DEVELOPMENT = "ROCKY_JAVA_DEV";

    /**
     * Writes the snapshot, or reports that there is none.
     *
     * @param write writes the snapshot
     * @return whether there is a snapshot now
     * @throws SnapshotException under {@code strict_build} if there is none
     */
    public boolean handle(Path snapshot, Runnable write) {
        Optional<String> notAsked = reasonNotToAsk();
        if (notAsked.isEmpty()) {
            return discover(snapshot, write);
        }
        String next = "Write one with writeState(). The engine was not asked for it now: " + notAsked.get();
        if (config.strictBuild()) {
            throw new SnapshotException(
                    snapshot.toString(),
                    List.of(Problem.of(
                            ProblemId.SNAPSHOT_NOT_FOUND,
                            "there is no snapshot, and strict_build is on. " + next,
                            null)));
        }
        warnings.accept("there is no snapshot " + snapshot + ": the definitions are empty. " + next);
        return false;
    }

    private boolean discover(Path snapshot, Runnable write) {
        try {
            write.run();
            return Files.exists(snapshot);
        } catch (RuntimeException e) {
            if (config.strictBuild()) {
                throw e;
            }
            LOG.debug("the missing snapshot could not be written", e);
            warnings.accept("there is no snapshot " + snapshot + ", and it could not be written: the definitions are empty. " + e);
            return false;
        }
    }

    /** Returns why the engine isn't queried for a missing snapshot; empty if it is. */
    public Optional<String> reasonNotToAsk() {
        if (!config.discoverOnMissingState()) {
            return Optional.of("discover_on_missing_state is off");
        }
        if (!config.defsState().isLocal()) {
            return Optional.of("discover_on_missing_state is for a local snapshot only");
        }
        for (String variable : List.of(PEER_DEVELOPMENT, DEVELOPMENT)) {
            if (environment.apply(variable).filter(value -> !value.isEmpty()).isPresent()) {
                return Optional.of("discover_on_missing_state does nothing while the variable " + variable + " is set");
            }
        }
        return Optional.empty();
    }
}
