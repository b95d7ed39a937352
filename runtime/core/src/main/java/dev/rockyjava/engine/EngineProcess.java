package dev.rockyjava.engine;

import java.time.Instant;

/**
 * An engine process, as recorded in a journal.
 *
 * @param started start time reported by the operating system; distinguishes the process from a later one with the
 *     same pid
 * @param submissionId see {@link CallOptions#submissionId()}
 */
public record EngineProcess(long pid, Instant started, String submissionId) {}
