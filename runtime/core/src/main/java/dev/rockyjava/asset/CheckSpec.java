package dev.rockyjava.asset;

import java.util.regex.Pattern;

/**
 * A check on an asset: a declared test of a model, or what the engine or this library evaluates without one.
 *
 * @param asset the asset that is checked
 * @param name unique among the checks of that asset; of a check of the engine as {@link #nameOf} has it
 * @param nodeId the engine's id of the test node; of a check that is none, {@code check:<name>}
 */
public record CheckSpec(AssetKey asset, String name, String nodeId) implements Comparable<CheckSpec> {

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");

    /**
     * The name of a check that the engine calls so, {@code null_rate_amount} of {@code null_rate:amount}. The Python
     * peer's rule: whatever isn't an ASCII letter or digit becomes a {@code _}, so two names may become one.
     */
    public static String nameOf(String engineName) {
        return NOT_IN_NAMES.matcher(engineName).replaceAll("_");
    }

    @Override
    public int compareTo(CheckSpec other) {
        int order = asset.compareTo(other.asset);
        if (order == 0) {
            order = nodeId.compareTo(other.nodeId);
        }
        // The name too: sorted sets compare by this order, and checks that aren't equal must not pass for equal.
        return order != 0 ? order : name.compareTo(other.name);
    }
}
