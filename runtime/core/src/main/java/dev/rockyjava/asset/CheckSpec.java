package dev.rockyjava.asset;

import dev.rockyjava.asset.compile.ContractReport;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A check on an asset: a declared test of a model, or what the engine or this library evaluates without one.
 *
 * @param asset the asset that is checked
 * @param name unique among the checks of that asset; of a check of the engine as {@link #nameOf} has it
 * @param nodeId the engine's id of the test node; of a check that is none, {@code check:<name>}
 * @param contract of a check that a contract asks for, what the compiler said of it; otherwise empty
 */
public record CheckSpec(AssetKey asset, String name, String nodeId, Optional<ContractReport> contract)
        implements Comparable<CheckSpec> {

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");
    private static final String NO_NODE = "check:";

    private static final Comparator<CheckSpec> ORDER = Comparator.comparing(CheckSpec::asset)
            .thenComparing(CheckSpec::nodeId)
            // These too: sorted sets compare by this order, and checks that aren't equal must not pass for equal.
            .thenComparing(CheckSpec::name)
            .thenComparing(check -> check.contract().isPresent())
            .thenComparing((one, two) ->
                    one.contract.isPresent() ? one.contract.get().compareTo(two.contract.orElseThrow()) : 0);

    /** A check that no contract asks for. */
    public CheckSpec(AssetKey asset, String name, String nodeId) {
        this(asset, name, nodeId, Optional.empty());
    }

    /** A check that is no test. */
    public static CheckSpec withoutNode(AssetKey asset, String name, Optional<ContractReport> contract) {
        return new CheckSpec(asset, name, NO_NODE + name, contract);
    }

    /**
     * The name of a check that the engine calls so, {@code null_rate_amount} of {@code null_rate:amount}. The Python
     * peer's rule: whatever isn't an ASCII letter or digit becomes a {@code _}, so two names may become one.
     */
    public static String nameOf(String engineName) {
        return NOT_IN_NAMES.matcher(engineName).replaceAll("_");
    }

    /** Whether it is a declared test of a model, {@code [[tests]]} of its configuration. */
    public boolean isTest() {
        return !nodeId.equals(NO_NODE + name);
    }

    @Override
    public int compareTo(CheckSpec other) {
        return ORDER.compare(this, other);
    }
}
