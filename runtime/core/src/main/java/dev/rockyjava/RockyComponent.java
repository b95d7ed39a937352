package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
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
