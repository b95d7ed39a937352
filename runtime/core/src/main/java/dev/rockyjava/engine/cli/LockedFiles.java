package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Which files a request makes the engine lock (ENGINE.md §2 table, §4.2, §4.3). */
final class LockedFiles {

    private LockedFiles() {}

    static List<Path> of(RunRequest request, RockyProject project, Path engineState) {
        // Every adapter's file is opened, also those that the pipeline doesn't use.
        List<Path> files = new ArrayList<>(project.duckDbFiles());
        if (!(request instanceof RunRequest.Seed
                || request instanceof RunRequest.Plan
                || request instanceof RunRequest.Test)) {
            files.add(engineState);
        }
        return files;
    }

    /**
     * @param project asked for only by requests that need it: the others work, and fail, by the engine's word alone
     */
    static List<Path> of(QueryRequest request, Supplier<RockyProject> project, Path engineState) {
        if (request instanceof QueryRequest.Discover) {
            return project.get().duckDbFiles();
        }
        if (request instanceof QueryRequest.Optimize || request instanceof QueryRequest.History) {
            return List.of(engineState);
        }
        // dag, compile, lineage, compliance and retention-status open no database; of the engine state they read a cache that is allowed to be busy.
        return List.of();
    }
}
