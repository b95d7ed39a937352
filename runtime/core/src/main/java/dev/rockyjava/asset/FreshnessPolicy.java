package dev.rockyjava.asset;

import java.time.Duration;
import java.util.Optional;

/**
 * How old an asset's data may become before it counts as late.
 *
 * @param maxLag the allowed age, in whole seconds
 * @param timeColumn the column with the age of a row; empty if the model names none
 * @param severity the engine's word for the severity of being late ({@code error}, {@code warning}); empty if the
 *     model gives none
 */
public record FreshnessPolicy(Duration maxLag, Optional<String> timeColumn, Optional<String> severity) {}
