package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The files that the engine locks for a request (ENGINE.md §2 table, §4.2, §4.3). */
final class LockedFiles {

    private LockedFiles() {}

    static List<Path> of(RunRequest request, RockyProject project, Path engineState) {
        // Every adapter's file is opened, including those that the pipeline doesn't use.
        List<Path> files = new ArrayList<>(project.duckDbFiles());
        if (request instanceof RunRequest.Seed || request instanceof RunRequest.Plan || request instanceof RunRequest.Test) {
            return files;
        }
        if (request instanceof RunRequest.Replication
                || request instanceof RunRequest.Load
                || request instanceof RunRequest.Model
                || request instanceof RunRequest.Transformation
                || request instanceof RunRequest.Quality
                || request instanceof RunRequest.Snapshot
                || request instanceof RunRequest.Apply) {
            files.add(engineState);
            return files;
        }
        throw new IllegalArgumentException("it isn't known what is locked by " + request);
    }

    /**
     * Returns the files that the engine locks for a query.
     *
     * @param project only called for requests that need it; whether the others work or fail is left to the engine
     */
    static List<Path> of(QueryRequest request, Supplier<RockyProject> project, Path engineState) {
        if (request instanceof QueryRequest.Discover) {
            return project.get().duckDbFiles();
        }
        if (request instanceof QueryRequest.Optimize || request instanceof QueryRequest.History) {
            return List.of(engineState);
        }
        if (request instanceof QueryRequest.Dag
                || request instanceof QueryRequest.Compile
                || request instanceof QueryRequest.Lineage
                || request instanceof QueryRequest.Compliance
                || request instanceof QueryRequest.RetentionStatus) {
            return List.of(); // they open no database, and of the engine state only read a cache, which may be busy
        }
        throw new IllegalArgumentException("it isn't known what is locked by " + request);
    }
}
