package dev.rockyjava.cli.page;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.run.history.JournalException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A page about a project: one HTML file with the graph of its assets, everything that is known about each, and its runs. It
 * needs no network and can be opened from a mail or as an artifact of a build:
 *
 * <pre>{@code
 * WarehousePage.of(component, definitions).journal(Path.of(".rocky-java/runs")).write(Path.of("warehouse.html"));
 * }</pre>
 *
 * <p>With a {@link RunRecording} it is a report about one run:
 *
 * <pre>{@code
 * RunRecording recording = new RunRecording();
 * component.materializer(definitions, engine).journal(journal).listener(recording).run();
 * WarehousePage.of(component, definitions).journal(journal).run(recording).write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Immutable and thread-safe. The same input gives the same bytes on one machine; the moment of {@link #at} is part of the input.
 */
public final class WarehousePage {

    private final RockyComponent component;
    private final Definitions definitions;
    private final String title;
    private final Set<AssetKey> keys;
    private final @Nullable Path journal;
    private final @Nullable RockyEngine engine;
    private final @Nullable RunRecording recording;
    private final @Nullable Instant moment;

    private WarehousePage(
            RockyComponent component,
            Definitions definitions,
            String title,
            Set<AssetKey> keys,
            @Nullable Path journal,
            @Nullable RockyEngine engine,
            @Nullable RunRecording recording,
            @Nullable Instant moment) {
        this.component = component;
        this.definitions = definitions;
        this.title = title;
        this.keys = keys;
        this.journal = journal;
        this.engine = engine;
        this.recording = recording;
        this.moment = moment;
    }

    /**
     * Creates a page with all assets, whose states aren't known, and which is named after the project's folder.
     *
     * @param component the project, whose files have the SQL of models
     * @param definitions the assets
     */
    public static WarehousePage of(RockyComponent component, Definitions definitions) {
        Path folder = component.projectDirectory().toAbsolutePath().normalize().getFileName();
        return new WarehousePage(
                component, definitions, folder == null ? "Warehouse" : folder.toString(), new TreeSet<>(definitions.keys()), null, null, null, null);
    }

    /** Returns a copy with another title; the default is the name of the project's folder. */
    public WarehousePage title(String title) {
        return new WarehousePage(component, definitions, title, keys, journal, engine, recording, moment);
    }

    /**
     * Returns a copy that has only some of the assets.
     *
     * @throws dev.rockyjava.asset.UnknownAssetException if the definitions don't have one of them
     */
    public WarehousePage only(Collection<AssetKey> some) {
        some.forEach(definitions::get);
        return new WarehousePage(component, definitions, title, new TreeSet<>(some), journal, engine, recording, moment);
    }

    /**
     * Returns a copy with the states of assets and the latest runs.
     *
     * @param folder the folder given to {@link dev.rockyjava.run.Materializer#journal}; if it doesn't exist, nothing was run yet
     */
    public WarehousePage journal(Path folder) {
        return new WarehousePage(component, definitions, title, keys, folder, engine, recording, moment);
    }

    /**
     * Returns a copy with the command lines of an engine, which isn't called.
     *
     * @param shown see {@link RockyEngine#commandLine}
     */
    public WarehousePage commandsOf(RockyEngine shown) {
        return new WarehousePage(component, definitions, title, keys, journal, shown, recording, moment);
    }

    /**
     * Returns a copy that opens with a run.
     *
     * @throws IllegalStateException if the run hasn't finished
     */
    public WarehousePage run(RunRecording recorded) {
        if (recorded.result().isEmpty()) {
            throw new IllegalStateException("the run that was recorded hasn't finished, or its listener wasn't given to it");
        }
        return new WarehousePage(component, definitions, title, keys, journal, engine, recorded, moment);
    }

    /**
     * Returns a copy as of a moment, which decides what is stale and which partition is the latest; the default is when the page
     * is written.
     */
    public WarehousePage at(Instant time) {
        return new WarehousePage(component, definitions, title, keys, journal, engine, recording, time);
    }

    /**
     * Writes the page to a file, which is replaced as a whole. Missing folders are created.
     *
     * @throws IOException if that fails
     * @throws JournalException if the journal can't be read
     */
    public void write(Path file) throws IOException {
        AtomicFile.replaceOnAnyFileSystem(file.toAbsolutePath(), out -> {
            OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            writeTo(buffered);
            buffered.flush();
        });
    }

    /**
     * Writes the page, in UTF-8.
     *
     * @param out isn't closed
     * @throws IOException if that fails
     * @throws JournalException if the journal can't be read
     */
    public void writeTo(OutputStream out) throws IOException {
        Map<AssetKey, Integer> numbers = new HashMap<>();
        keys.forEach(key -> numbers.put(key, numbers.size()));
        PageContents contents = new PageContents(
                component, definitions, keys, Optional.ofNullable(journal), Optional.ofNullable(engine), Optional.ofNullable(recording),
                moment == null ? Instant.now() : moment);
        List<PageAsset> assets = contents.assets();
        List<ShownRun> runs = contents.runs();
        PageData.Head head = new PageData.Head(
                title, version(), contents.made(), journal != null || recording != null, recording == null ? -1 : 0);
        PageFile.write(
                out,
                title,
                json -> new PageData(numbers).write(json, head, assets, runs),
                json -> PageData.sql(json, contents.sql()));
    }

    private static String version() {
        String version = WarehousePage.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }
}
