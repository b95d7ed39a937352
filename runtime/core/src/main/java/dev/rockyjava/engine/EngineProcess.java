package dev.rockyjava.engine;

import java.time.Instant;

/**
 * A process of the engine, as a journal has it.
 *
 * @param started by the system's word, to tell it from a later process with the same number
 * @param submissionId see {@link CallOptions#submissionId()}
 */
public record EngineProcess(long pid, Instant started, String submissionId) {}
