package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.Definitions;

/**
 * The definitions of an earlier snapshot, which may have been written in another environment.
 *
 * @param definitions with the keys, targets and other names that its assets would have in the later environment
 * @param environment how the names in the snapshot correspond to those; {@link EnvironmentMapping#SAME} if they are
 *     the names of the snapshot
 */
public record EarlierDefinitions(Definitions definitions, EnvironmentMapping environment) {}
