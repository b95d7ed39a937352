package dev.rockyjava.stress;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.document.EngineDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An engine whose warehouse is a folder: a file for each table, and a file to which each work that adds rows appends a line. It
 * works in this JVM, so it is killed with it.
 */
final class FileEngine implements RockyEngine {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Path folder;

    FileEngine(Path folder) {
        this.folder = folder;
    }

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        String model = Models.name(request);
        asked.add(model);
        if (Models.addsRows(model)) {
            append("rows", model + " " + options.run().orElseThrow().runId());
            append("history", Models.historyOf(options.submissionId().orElseThrow(), model));
        } else {
            append("tables", model + " " + options.run().orElseThrow().runId());
        }
        return new EngineReply(0, EngineDocuments.parse(Models.built(model)), List.of());
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        return "{\"command\":\"history\",\"runs\":[" + String.join(",", lines("history")) + "]}";
    }

    private void append(String file, String line) {
        try {
            Files.writeString(folder.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lines of one of its files. */
    List<String> lines(String file) {
        try {
            Path path = folder.resolve(file);
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("files", "1.71.0");
    }

    @Override
    public void close() {
        // Nothing is open between calls.
    }
}
