package dev.rockyjava.asset;

import dev.rockyjava.asset.compile.ContractReport;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A check on an asset: a declared test of a model, or a check that the engine or this library evaluates without one.
 *
 * @param asset the asset that is checked
 * @param name unique among the checks of the asset; for a check of the engine, see {@link #nameOf}
 * @param nodeId the engine's id of the test node; for other checks, {@code check:<name>}
 * @param contract for a check required by a contract, what the compiler reported about it; otherwise empty
 */
public record CheckSpec(AssetKey asset, String name, String nodeId, Optional<ContractReport> contract)
        implements Comparable<CheckSpec> {

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");
    private static final String NO_NODE = "check:";

    private static final Comparator<CheckSpec> ORDER = Comparator.comparing(CheckSpec::asset)
            .thenComparing(CheckSpec::nodeId)
            // Needed for consistency with equals: a sorted set must not drop checks that aren't equal.
            .thenComparing(CheckSpec::name)
            .thenComparing(check -> check.contract().isPresent())
            .thenComparing((one, two) ->
                    one.contract.isPresent() ? one.contract.get().compareTo(two.contract.orElseThrow()) : 0);

    /** Creates a check that isn't required by a contract. */
    public CheckSpec(AssetKey asset, String name, String nodeId) {
        this(asset, name, nodeId, Optional.empty());
    }

    /** Returns a check that isn't a test. */
    public static CheckSpec withoutNode(AssetKey asset, String name, Optional<ContractReport> contract) {
        return new CheckSpec(asset, name, NO_NODE + name, contract);
    }

    /**
     * Returns the check name for the engine's name, {@code null_rate_amount} for {@code null_rate:amount}. Follows
     * dagster-rocky's rule: any character other than an ASCII letter or digit becomes {@code _}, so that two names
     * may collide.
     */
    public static String nameOf(String engineName) {
        return NOT_IN_NAMES.matcher(engineName).replaceAll("_");
    }

    /** Returns whether this is a declared test of a model, from {@code [[tests]]} in its configuration. */
    public boolean isTest() {
        return !nodeId.equals(NO_NODE + name);
    }

    @Override
    public int compareTo(CheckSpec other) {
        return ORDER.compare(this, other);
    }
}
