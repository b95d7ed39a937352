package dev.rockyjava.engine.cli;

import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.LeftEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The process of an engine that is still running for a killed program of this library. */
record LeftProcess(long pid, Optional<String> submissionId, ProcessTree tree, Duration grace) implements LeftEngine {

    private static final String SUBMISSION = "ROCKY_SUBMISSION_ID";

    /** The system reports start times to the second only, since its own clock is adjusted now and then. */
    private static final Duration SAME_START = Duration.ofSeconds(2);

    @Override
    public boolean await(Duration limit) {
        return tree.await(limit);
    }

    @Override
    public void end() {
        tree.end(grace);
    }

    /**
     * Returns the engines of a project: started in its folder by a program of this library that no longer runs.
     *
     * @param directory the project's folder
     */
    static List<LeftEngine> byEnvironment(Path directory, Duration grace) {
        Map<String, List<Long>> calls = new TreeMap<>();
        for (long pid : ProcFiles.numbers()) {
            ProcFiles.variable(pid, ProcessRunner.MARK)
                    .filter(mark -> !runnerLives(mark) && ProcFiles.isOfThisNamespace(pid))
                    .ifPresent(mark -> calls.computeIfAbsent(mark, m -> new ArrayList<>()).add(pid));
        }
        List<LeftEngine> left = new ArrayList<>();
        calls.forEach((mark, pids) -> {
            // If the session has lost its leader, any of its processes will do.
            long pid = pids.stream().filter(ProcFiles::leads).findFirst().orElse(pids.get(0));
            Optional<String> submission = ProcFiles.variable(pid, SUBMISSION);
            boolean here = pids.stream().anyMatch(one -> ProcFiles.directory(one).equals(real(directory)));
            ProcessHandle.of(pid).filter(process -> here && submission.isPresent()).ifPresent(process -> left.add(
                    new LeftProcess(pid, submission, tree(process, mark), grace)));
        });
        return left;
    }

    private static ProcessTree tree(ProcessHandle process, String mark) {
        return new ProcessTree(process, false, ProcFiles.leads(process.pid()), ProcessRunner.MARK + "=" + mark);
    }

    // "pid-start-…", see ProcessRunner.
    private static boolean runnerLives(String mark) {
        String[] parts = mark.split("-", 3);
        try {
            long pid = Long.parseLong(parts[0]);
            return parts.length < 3
                    || ProcFiles.started(pid).equals(OptionalLong.of(Long.parseLong(parts[1]))) && !ProcFiles.isZombie(pid);
        } catch (NumberFormatException e) {
            return true; // not ours
        }
    }

    private static Optional<Path> real(Path directory) {
        try {
            return Optional.of(directory.toRealPath());
        } catch (IOException e) {
            return Optional.of(directory);
        }
    }

    /**
     * Returns the engines that a journal records. Of the processes they started, only current descendants are found.
     */
    static List<LeftEngine> byJournal(List<EngineProcess> recorded, Duration grace) {
        List<LeftEngine> left = new ArrayList<>();
        for (EngineProcess one : recorded) {
            ProcessHandle.of(one.pid()).filter(process -> isSame(process, one)).ifPresent(process -> left.add(new LeftProcess(
                    one.pid(),
                    Optional.of(one.submissionId()),
                    new ProcessTree(process, false, false, "\0"),
                    grace)));
        }
        return left;
    }

    private static boolean isSame(ProcessHandle process, EngineProcess recorded) {
        Optional<Instant> started = process.info().startInstant();
        return process.isAlive()
                && !ProcFiles.isZombie(process.pid())
                && started.filter(start -> Duration.between(start, recorded.started()).abs().compareTo(SAME_START) < 0)
                        .isPresent();
    }
}
