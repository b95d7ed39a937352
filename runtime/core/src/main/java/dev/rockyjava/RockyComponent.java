package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.state.DefinitionsBuilder;
import dev.rockyjava.state.Problem;
import dev.rockyjava.state.SnapshotReader;
import dev.rockyjava.translate.RockyTranslator;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Rocky project's assets, held in a state snapshot: the runtime twin of the annotation
 * {@link dev.rockyjava.annotation.RockyComponent}.
 *
 * <p>Building definitions reads one file and calls nothing: no engine, no network.
 */
public final class RockyComponent {

    private static final Logger LOG = LoggerFactory.getLogger(RockyComponent.class);

    private final RockyTranslator translator;

    private RockyComponent(RockyTranslator translator) {
        this.translator = translator;
    }

    /** A component that names assets as the Python peer does. */
    public static RockyComponent create() {
        return new RockyComponent(new RockyTranslator());
    }

    /** The same with another way to name assets. */
    public RockyComponent withTranslator(RockyTranslator translator) {
        return new RockyComponent(Objects.requireNonNull(translator));
    }

    /**
     * Asks the engine for everything and writes it as one snapshot, which the Python peer reads too: {@code discover} for
     * each replication pipeline, {@code compile} for each root of models, {@code optimize} and {@code dag}.
     *
     * <p>A {@code compile} or {@code optimize} that fails is logged and left out. A {@code dag} that fails is logged and
     * stands in the snapshot as failed, so that nobody takes the rest of it for a graph. Everything else that fails,
     * {@code discover} above all, ends the refresh.
     *
     * @param engine the engine of that project
     * @param project the project
     * @param snapshot the file, replaced whole or not at all; folders that are missing are created
     * @throws dev.rockyjava.engine.EngineException if the engine is missing, too old, or of a kind that answers no questions,
     *     can't discover, printed something that is no JSON object, or the thread was interrupted; the file is then as it
     *     was
     * @throws dev.rockyjava.state.SnapshotException if the file can't be written; it is then as it was
     */
    public void writeStateToPath(RockyEngine engine, RockyProject project, Path snapshot) {
        new StateRefresh(engine, project, CallOptions.defaults()).ask().write(snapshot);
    }

    /**
     * Builds the definitions of a snapshot. Equal to what the annotation processor generates from it.
     *
     * @param snapshot the snapshot file, written in DAG mode by this library or by the Python peer
     * @return the definitions; what is odd in the snapshot is logged as a warning
     * @throws dev.rockyjava.state.SnapshotException if the snapshot can't be used; it names every problem with its place
     */
    public Definitions buildDefsFromState(Path snapshot) {
        DefinitionsBuilder.Result result = DefinitionsBuilder.build(SnapshotReader.read(snapshot), translator);
        for (Problem warning : result.warnings()) {
            LOG.warn("{}", warning.text(snapshot.toString()));
        }
        return result.definitions();
    }
}
