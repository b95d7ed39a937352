package dev.rockyjava.run.history;

/**
 * The run that has the lock of a journal folder, or had it last.
 *
 * @param runId the run
 * @param process the id of the process that it is in
 */
public record LockOwner(String runId, long process) {

    /** Returns the owner for people: {@code run 20260408-013000250-k3x9ab of process 4711}. */
    @Override
    public String toString() {
        return "run " + runId + " of process " + process;
    }
}
