package dev.rockyjava.asset;

import java.time.Duration;
import java.util.Optional;

/**
 * How old an asset's data may become before it counts as late.
 *
 * @param maxLag the allowed age, in whole seconds
 * @param timeColumn the column that tells the age of a row, if the model names one
 * @param severity the engine's word for what being late means ({@code error}, {@code warning}), if the model gives one
 */
public record FreshnessPolicy(Duration maxLag, Optional<String> timeColumn, Optional<String> severity) {}
