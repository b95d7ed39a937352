package dev.rockyjava.asset.diff;

import dev.rockyjava.asset.AssetKey;

/**
 * A removed and an added asset that may be the same asset.
 *
 * @param because what they have in common, for users
 */
public record Renaming(AssetKey before, AssetKey after, String because) implements Comparable<Renaming> {

    @Override
    public int compareTo(Renaming other) {
        int order = before.compareTo(other.before);
        if (order == 0) {
            order = after.compareTo(other.after);
        }
        return order != 0 ? order : because.compareTo(other.because);
    }

    @Override
    public String toString() {
        return before + " is perhaps " + after + " now: " + because;
    }
}
