package dev.rockyjava.cli;

import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.cli.doctor.FileLocks;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.file.IgnoredFolder;
import dev.rockyjava.internal.text.DidYouMean;
import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.LockOwner;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder with a project's journals.
 *
 * @param path the absolute path; need not exist
 * @param named the path as the user typed it; empty for the default
 */
record JournalFolder(Path path, Optional<Path> named) {

    /** The default, relative to the project. */
    static final String DEFAULT = ".rocky-java/runs";

    /** Returns the folder for a run to write to. Creates the default folder and hides it from git. */
    Path forWriting() {
        if (named.isEmpty()) {
            try {
                Files.createDirectories(path);
                IgnoredFolder.hide(path.resolveSibling(""));
            } catch (IOException e) {
                throw new UsageException(
                        "the journal can't be kept in " + path + ": " + FileFailure.text(e),
                        "name a folder that can be written to with --journal", e);
            }
        }
        return path;
    }

    /**
     * Reads the journals.
     *
     * @throws UsageException if a folder was named that doesn't exist
     * @throws JournalException if it can't be read
     */
    RunHistory history() {
        return RunHistory.read(forReading());
    }

    /**
     * Returns the folder for reading; the default one need not exist.
     *
     * @throws UsageException if a folder was named that doesn't exist
     */
    Path forReading() {
        if (named.isPresent() && Files.notExists(path)) {
            throw new UsageException(
                    "there is no folder " + path, "name the one that was given to 'materialize' with --journal");
        }
        return path;
    }

    private boolean hasJournals() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.jsonl")) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the message for a folder without any run. */
    String nothing() {
        // Warnings have named them, and said why.
        if (hasJournals()) {
            return "no run in " + path + " can be read; grant this user read access to the files in it";
        }
        return "there is no run in " + path + " yet; 'materialize' keeps its journal there";
    }

    /**
     * Returns a run by its name, or by the beginning or the end of its name.
     *
     * @throws UsageException if there is none, or more than one
     */
    RecordedRun run(RunHistory history, String name) {
        List<RecordedRun> runs = history.runs();
        if (runs.isEmpty()) {
            throw new UsageException("there is no run " + name + ": " + nothing());
        }
        List<RecordedRun> found = runs.stream()
                .filter(run -> run.runId().startsWith(name) || run.runId().endsWith(name))
                .toList();
        Optional<RecordedRun> exact = history.run(name);
        if (exact.isPresent() || found.size() == 1 && !name.isEmpty()) {
            return exact.orElseGet(() -> found.get(0));
        }
        if (found.size() > 1) {
            throw new UsageException("'" + name + "' means " + found.size() + " runs, " + found.get(0).runId() + " and "
                    + found.get(1).runId() + " among them", "write more of the name");
        }
        List<String> near = NearestKeys.ofNames(name, runs.stream().map(RecordedRun::runId).toList());
        throw new UsageException(
                "there is no run " + name + " in " + path + DidYouMean.of(near, ".")
                        + " The newest is " + runs.get(0).runId() + "; 'history' lists all",
                near);
    }

    /** Returns a description of the run that currently works on the project; empty if there is none. */
    Optional<String> holder() {
        Optional<LockOwner> owner = RunHistory.lockOwner(path);
        return isHeld(owner) ? Optional.of(owner.map(LockOwner::toString).orElse("another run")) : Optional.empty();
    }

    /** Returns whether the named run is still running. */
    boolean goesOn(String runId) {
        Optional<LockOwner> owner = RunHistory.lockOwner(path);
        return owner.filter(run -> run.runId().equals(runId)).isPresent() && isHeld(owner);
    }

    private boolean isHeld(Optional<LockOwner> owner) {
        return FileLocks.holders(RunHistory.lockFile(path))
                .map(holders -> !holders.isEmpty())
                .orElseGet(() -> owner.flatMap(run -> ProcessHandle.of(run.process())) // no list of locks here
                        .filter(ProcessHandle::isAlive)
                        .isPresent());
    }
}
