package dev.rockyjava;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.state.SnapshotWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an engine for everything that a snapshot holds. Which question may fail is the Python peer's rule (field-notes §0)
 * but for {@code discover}: its failure would leave a snapshot that looks like one of a project without sources. And only an answer
 * about the project may be recorded: that a binary is missing, too old or prints garbage ends the refresh.
 */
record StateRefresh(RockyEngine engine, RockyProject project, CallOptions options) {

    private static final Logger LOG = LoggerFactory.getLogger(StateRefresh.class);

    /**
     * The snapshot, not yet written.
     *
     * @throws dev.rockyjava.engine.EngineException if a question that must be answered was not
     */
    SnapshotWriter ask() {
        SnapshotWriter snapshot = new SnapshotWriter();
        for (RockyProject.Pipeline pipeline : project.pipelinesOfType("replication")) {
            // Without its name, discover fails as soon as there are two (rocky-contract §2.1).
            put(new QueryRequest.Discover(pipeline.name()), d -> snapshot.discover(pipeline.name(), d));
        }
        List<String> roots = ModelRoots.of(project);
        if (!roots.isEmpty()) {
            compile(roots, snapshot);
            optimize(ModelRoots.common(roots), snapshot);
        }
        dag(snapshot);
        return snapshot;
    }

    private void compile(List<String> roots, SnapshotWriter snapshot) {
        for (String root : roots) {
            try {
                put(new QueryRequest.Compile(root, Optional.empty()), snapshot::compile);
            } catch (EngineCommandException | EngineTimeoutException | EngineBusyException e) {
                LOG.warn("`rocky compile --models {}` failed; the snapshot goes without compile: {}", root, e.getMessage());
                snapshot.withoutCompile();
                return;
            }
        }
    }

    private void optimize(String root, SnapshotWriter snapshot) {
        try {
            put(new QueryRequest.Optimize(root), snapshot::optimize);
        } catch (EngineCommandException | EngineTimeoutException | EngineBusyException e) {
            LOG.warn("`rocky optimize` failed; the snapshot goes without it: {}", e.getMessage());
        }
    }

    private void dag(SnapshotWriter snapshot) {
        try {
            put(new QueryRequest.Dag(), snapshot::dag);
        } catch (EngineCommandException | EngineTimeoutException e) {
            LOG.warn("`rocky dag` failed; no definitions can be built of this snapshot: {}", e.getMessage());
            snapshot.dagFailed(String.valueOf(e.getMessage()));
        }
    }

    private void put(QueryRequest request, Function<String, SnapshotWriter> slot) {
        String document = engine.query(request, options);
        try {
            slot.apply(document);
        } catch (IllegalArgumentException e) {
            throw new EngineOutputException("the answer to " + request + " is " + e.getMessage(), document, e);
        }
    }
}
