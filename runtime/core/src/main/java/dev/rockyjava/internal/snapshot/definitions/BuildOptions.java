package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.Tenant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What of a component's configuration decides which assets a snapshot becomes.
 *
 * @param switches those that are on
 * @param tenant without {@link Switch#DAG_MODE}: which part of the schemas' names is a tenant
 * @param translationPlace where the {@code translation} is set, for people; empty if not known
 */
public record BuildOptions(Set<Switch> switches, Optional<Tenant> tenant, Optional<String> translationPlace) {

    /** What is on or off. */
    public enum Switch {
        /** The nodes of the graph are the assets; otherwise the discovered tables are. */
        DAG_MODE,
        /** Without {@link #DAG_MODE}: models are assets too. */
        DERIVED_MODELS,
        /** The specs have column lineage; in DAG mode they have that of the graph in any case. */
        COLUMN_LINEAGE,
        /** The metadata has what {@code rocky optimize} recommends. */
        OPTIMIZE_METADATA,
        /** The checks that the project configures are checks on the tables. */
        CONFIGURED_CHECKS,
        /** Tables and models have the check {@code compliance_exception}. */
        COMPLIANCE,
        /** The configuration names a folder of contracts. */
        CONTRACTS
    }

    public BuildOptions {
        switches = Set.copyOf(switches);
    }

    /** Returns options with these switches on, without tenants and without a known place. */
    public static BuildOptions with(Switch... on) {
        return new BuildOptions(Set.of(on), Optional.empty(), Optional.empty());
    }

    /** Returns DAG mode, with everything else as dagster-rocky has it by default. */
    public static BuildOptions dag() {
        return with(Switch.DAG_MODE, Switch.OPTIMIZE_METADATA);
    }

    /** Returns what a configuration says. */
    public static BuildOptions of(ComponentConfig config) {
        Set<Switch> on = EnumSet.noneOf(Switch.class);
        for (Switch each : Switch.values()) {
            if (isOn(each, config)) {
                on.add(each);
            }
        }
        return new BuildOptions(on, config.tenant(), config.place(Attribute.TRANSLATION));
    }

    private static boolean isOn(Switch each, ComponentConfig config) {
        return switch (each) {
            case DAG_MODE -> config.dagMode();
            case DERIVED_MODELS -> config.surfaceDerivedModels();
            case COLUMN_LINEAGE -> config.surfaceColumnLineage();
            case OPTIMIZE_METADATA -> config.surfaceOptimizeMetadata();
            case CONFIGURED_CHECKS -> config.surfaceConfiguredChecks();
            case COMPLIANCE -> config.surfaceCompliance();
            case CONTRACTS -> config.contractsDir().isPresent();
        };
    }

    /** Whether a switch is on. */
    public boolean has(Switch each) {
        return switches.contains(each);
    }
}
