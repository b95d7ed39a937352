package dev.rockyjava.run.history;

import dev.rockyjava.run.CheckStatus;

/**
 * The result of a check, as the journal recorded it.
 *
 * @param name the check's name, see {@link dev.rockyjava.run.CheckEvaluation#name()}
 * @param warning whether its severity is {@code warning}; false also in journals of earlier versions
 */
public record RecordedCheck(String name, CheckStatus status, boolean warning) {}
