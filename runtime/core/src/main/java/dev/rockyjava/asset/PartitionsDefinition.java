package dev.rockyjava.asset;

import java.util.Optional;

/**
 * How an asset is cut into partitions of time. Each asset has its own: two daily assets may start on different days.
 *
 * @param grain the size of one partition
 * @param first the canonical key of the first partition (see {@link Grain#key}); empty when the model states none
 */
public record PartitionsDefinition(Grain grain, Optional<String> first) {}
