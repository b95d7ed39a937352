package dev.rockyjava.internal.refresh;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineVersionException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Queries the lineage of many models concurrently, within limits that a small machine can bear. */
final class ColumnLineage {

    /** dagster-rocky's limit: each engine process compiles all models. */
    private static final int AT_ONCE = 8;

    private final RockyEngine engine;
    private final CallOptions options;
    private final String modelsDirectory;
    private final WriteListener listener;
    private final Consumer<String> warnings;
    private int done;

    ColumnLineage(
            RockyEngine engine,
            CallOptions options,
            String modelsDirectory,
            WriteListener listener,
            Consumer<String> warnings) {
        this.engine = engine;
        this.options = options;
        this.modelsDirectory = modelsDirectory;
        this.listener = listener;
        this.warnings = warnings;
    }

    /**
     * Queries the lineage of each model.
     *
     * @param slot receives a model and the engine's document, in the order of the models, on the calling thread; if
     *     it rejects a document with an IllegalArgumentException, the model is skipped like one whose query failed
     * @throws EngineException for failures that don't concern a single model: no engine, or an interruption
     */
    void ask(List<String> models, BiConsumer<String, String> slot) {
        if (models.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, models.size()), DaemonThreads.named("rocky-lineage"));
        try {
            List<Future<Optional<String>>> answers = new ArrayList<>();
            for (String model : models) {
                answers.add(threads.submit(() -> ask(model, models.size())));
            }
            for (int i = 0; i < models.size(); i++) {
                String model = models.get(i);
                await(answers.get(i)).ifPresent(document -> put(model, document, slot));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<String> ask(String model, int of) {
        try {
            return Optional.of(engine.query(new QueryRequest.Lineage(model, modelsDirectory), options));
        } catch (EngineNotFoundException
                | EngineVersionException
                | EngineInterruptedException
                | UnsupportedByEngineException e) {
            throw e;
        } catch (EngineException e) {
            skipped(model, e);
            return Optional.empty();
        } finally {
            synchronized (this) {
                done++;
                listener.on(new WriteEvent.Lineage(model, done, of));
            }
        }
    }

    private void put(String model, String document, BiConsumer<String, String> slot) {
        try {
            slot.accept(model, document);
        } catch (IllegalArgumentException e) {
            skipped(model, e);
        }
    }

    private synchronized void skipped(String model, RuntimeException reason) {
        warnings.accept("`rocky lineage " + model + "` failed; the snapshot doesn't include its columns: "
                + reason.getMessage());
    }

    private static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineInterruptedException("interrupted while querying lineage", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
