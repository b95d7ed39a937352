package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.snapshot.Location;
import java.util.Optional;

/**
 * A node that becomes an asset, from whichever slot: the data that the rules about keys and dependencies need.
 *
 * @param id unique
 * @param label the engine's name for it
 * @param at its location in the snapshot
 */
record Node(
        String id,
        NodeKind kind,
        String label,
        Optional<String> pipeline,
        Optional<Target> target,
        AssetKey key,
        Location at) {}
