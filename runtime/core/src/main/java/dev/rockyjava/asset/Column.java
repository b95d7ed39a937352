package dev.rockyjava.asset;

import java.util.ArrayList;
import java.util.List;

/**
 * A reference to a column of an asset, as held by the generated constants.
 *
 * @param asset the text form of the asset's key, see {@link AssetKey#parse(String)}
 * @param name the column's name, as in column lineage
 */
public record Column(String asset, String name) {

    /** Returns a reference to a column of the asset with this key. */
    public static Column of(String asset, String name) {
        return new Column(asset, name);
    }

    /**
     * Parses the text form, the inverse of {@link #text()}.
     *
     * @param text for example {@code "poc/gold/fct_revenue/total"}: the key, with the column as one more segment
     * @throws IllegalArgumentException if there is no segment before the column, or the text ends in a lone {@code \}
     */
    public static Column parse(String text) {
        List<String> path = new ArrayList<>(AssetKey.parse(text).path());
        if (path.size() < 2) {
            throw new IllegalArgumentException("a column is written as its asset's key, a slash and its name, unlike '" + text + "'");
        }
        String name = path.remove(path.size() - 1);
        return new Column(new AssetKey(path).toString(), name);
    }

    /** Returns the key of the asset that has the column. */
    public AssetKey key() {
        return AssetKey.parse(asset);
    }

    /**
     * Returns the text form that {@link #parse(String)} reads, which is also the value of the column's text constant.
     */
    public String text() {
        return asset + "/" + AssetKey.of(name);
    }

    @Override
    public String toString() {
        return text();
    }
}
