package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.snapshot.Location;
import java.util.Optional;

/**
 * What becomes an asset, of whichever slot it comes: what the rules about keys and dependencies need of it.
 *
 * @param id unique
 * @param label the engine's name for it
 * @param at where it stands in the snapshot
 */
record Node(
        String id,
        NodeKind kind,
        String label,
        Optional<String> pipeline,
        Optional<Target> target,
        AssetKey key,
        Location at) {}
