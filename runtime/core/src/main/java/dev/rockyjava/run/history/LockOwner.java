package dev.rockyjava.run.history;

/**
 * The run that holds the lock of a journal folder, or held it last.
 *
 * @param runId the run's id
 * @param process the id of its process
 */
public record LockOwner(String runId, long process) {

    /** Returns the owner as text: {@code run 20260408-013000250-k3x9ab of process 4711}. */
    @Override
    public String toString() {
        return "run " + runId + " of process " + process;
    }
}
