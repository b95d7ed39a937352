package dev.rockyjava.stress;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunLockedException;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Refreshes, reads and runs one project at once, for some time. Several of these, in one JVM or in several, work on the same
 * folder.
 *
 * <p>Whoever refreshes edits the project first, by one more byte in a file. Its length is the project's version, which the engine
 * tells as the name of a node.
 */
public final class ProjectWorker implements RockyEngine {

    private static final Definitions MODELS = Models.of(3);

    private final Path folder;
    private final RockyComponent component;
    private final long end;
    /** The newest version that a refresh has put into the snapshot. */
    private final AtomicInteger refreshed = new AtomicInteger();
    private final AtomicInteger locked = new AtomicInteger();
    private final AtomicInteger[] done = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};

    private ProjectWorker(Path folder, Duration time) {
        this.folder = folder;
        this.component = component(folder);
        this.end = System.nanoTime() + time.toNanos();
    }

    static RockyComponent component(Path folder) {
        return RockyComponent.of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), folder)
                .withSnapshotPath(folder.resolve("snapshot.json"));
    }

    /**
     * Works.
     *
     * @param arguments folder, seconds, and how many refresh, read and run at once
     */
    public static void main(String[] arguments) throws Exception {
        ProjectWorker worker = new ProjectWorker(Path.of(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])));
        worker.work(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        Files.writeString(
                worker.folder.resolve("work"),
                worker.done[0] + " " + worker.done[1] + " " + worker.done[2] + " " + worker.locked + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void work(int refreshers, int readers, int runners) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < refreshers; i++) {
            all.add(threads.submit(repeated(0, this::refresh)));
        }
        for (int i = 0; i < readers; i++) {
            all.add(threads.submit(repeated(1, this::read)));
        }
        for (int i = 0; i < runners; i++) {
            all.add(threads.submit(repeated(2, this::run)));
        }
        for (Future<?> one : all) {
            one.get(Math.max(1, end - System.nanoTime()) + TimeUnit.MINUTES.toNanos(1), TimeUnit.NANOSECONDS);
        }
        threads.shutdown();
    }

    private interface Work {
        boolean once(Random random) throws Exception;
    }

    private Callable<Void> repeated(int kind, Work work) {
        Random random = new Random();
        return () -> {
            do {
                if (work.once(random)) {
                    done[kind].incrementAndGet();
                }
            } while (System.nanoTime() - end < 0);
            return null;
        };
    }

    private boolean refresh(Random random) throws IOException {
        Files.write(edits(), new byte[1], StandardOpenOption.APPEND);
        int edited = version();
        component.refresh(this);
        refreshed.accumulateAndGet(edited, Math::max);
        return read(random);
    }

    private boolean read(Random random) {
        int atLeast = refreshed.get();
        Definitions definitions = component.buildDefsFromState(component.snapshotPath());
        String node = definitions.keys().iterator().next().toString();
        int found = Integer.parseInt(node.substring(node.lastIndexOf('v') + 1));
        if (found < atLeast) {
            throw new AssertionError("the snapshot has version " + found + " after a refresh found " + atLeast);
        }
        List<String> leftOut = RunHistory.read(journal(folder)).leftOut();
        if (!leftOut.isEmpty()) {
            throw new AssertionError("journals that can't be read: " + leftOut);
        }
        return true;
    }

    private boolean run(Random random) {
        try {
            RunResult result = Materializer.of(MODELS, this)
                    .warnings(Models.IGNORED)
                    .keepRuns(20)
                    .waitForOtherRuns(Duration.ofMillis(random.nextInt(400)))
                    .journal(journal(folder))
                    .run();
            if (!result.succeeded()) {
                throw new AssertionError(result.summary());
            }
            return true;
        } catch (RunLockedException e) {
            locked.incrementAndGet();
            return false;
        }
    }

    static Path journal(Path folder) {
        return folder.resolve("journal");
    }

    private Path edits() {
        return folder.resolve("edits");
    }

    private int version() throws IOException {
        return (int) Files.size(edits());
    }

    /** A run works alone: a second one finds the first one's file. */
    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        try {
            Path working = Files.createFile(folder.resolve("working"));
            Thread.yield();
            Files.delete(working);
            return new EngineReply(0, EngineDocuments.parse(Models.built(Models.name(request))), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("two runs at once", e);
        }
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        try {
            return request instanceof QueryRequest.Dag
                    ? "{\"command\":\"dag\",\"schema_version\":\"1\",\"edges\":[],\"nodes\":[{\"id\":\"seed:v" + version()
                            + "\",\"kind\":\"seed\",\"label\":\"v" + version() + "\"}]}"
                    : "{\"sources\":[]}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("worker", "1.71.0");
    }

    @Override
    public void close() {
        // Nothing is open between calls.
    }
}
