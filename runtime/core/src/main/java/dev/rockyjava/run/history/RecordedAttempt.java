package dev.rockyjava.run.history;

/**
 * The last work on an asset in a run, successful or not.
 *
 * @param part the part of the run in which it was done
 * @param good whether nothing was wrong with the asset then; false also if how the work ended isn't known, as the program
 *     was killed, or goes on
 */
public record RecordedAttempt(RunPart part, boolean good) {}
