package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The assets whose code can't be compared because one of two snapshots has no digests of files. That isn't
 * known to be a change, but the code isn't known to be the same either.
 *
 * @param earlier whether it is the earlier snapshot that has none
 * @param assets at least one
 */
public record UncomparedCode(boolean earlier, List<AssetKey> assets) {

    public UncomparedCode {
        assets = List.copyOf(assets);
    }

    /** Returns the assets of both definitions; empty if both have digests, or neither. */
    public static Optional<UncomparedCode> between(Definitions before, Definitions after) {
        List<AssetKey> known = withCode(before);
        List<AssetKey> later = withCode(after);
        if (known.isEmpty() == later.isEmpty()) {
            return Optional.empty();
        }
        boolean earlier = known.isEmpty();
        List<AssetKey> assets = (earlier ? later : known).stream()
                .filter(key -> (earlier ? before : after).find(key).isPresent())
                .toList();
        return assets.isEmpty() ? Optional.empty() : Optional.of(new UncomparedCode(earlier, assets));
    }

    private static List<AssetKey> withCode(Definitions definitions) {
        List<AssetKey> keys = new ArrayList<>();
        for (AssetSpec spec : definitions.specs()) {
            if (!spec.stated().code().isEmpty()) {
                keys.add(spec.key());
            }
        }
        return keys;
    }

    /** Returns what isn't known and why, in one line. */
    @Override
    public String toString() {
        return "the " + (earlier ? "earlier" : "later") + " snapshot has no digests of files, so that the code of "
                + assets.size() + (assets.size() == 1 ? " asset" : " assets")
                + " can't be compared";
    }
}
