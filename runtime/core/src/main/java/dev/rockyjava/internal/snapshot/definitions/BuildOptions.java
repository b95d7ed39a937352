package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.Tenant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a component's configuration that determine the assets built from a snapshot.
 *
 * @param switches the ones that are on
 * @param tenant without {@link Switch#DAG_MODE}, the component of schema names that identifies a tenant
 * @param translationPlace the location of the {@code translation} setting, for messages; empty if not known
 */
public record BuildOptions(Set<Switch> switches, Optional<Tenant> tenant, Optional<String> translationPlace) {

    /** An option that is on or off. */
    public enum Switch {
        /** Assets are the nodes of the graph; if off, they are the discovered tables. */
        DAG_MODE,
        /** Without {@link #DAG_MODE}: models are assets too. */
        DERIVED_MODELS,
        /** Specs include column lineage; in DAG mode they always include that of the graph. */
        COLUMN_LINEAGE,
        /** The metadata includes the recommendations of {@code rocky optimize}. */
        OPTIMIZE_METADATA,
        /** The checks that the project configures are included on the tables. */
        CONFIGURED_CHECKS,
        /** Tables and models have the check {@code compliance_exception}. */
        COMPLIANCE,
        /** The configuration names a contracts folder. */
        CONTRACTS
    }

    public BuildOptions {
        switches = Set.copyOf(switches);
    }

    /** Returns options with these switches on, without tenants and without a known location of the translation. */
    public static BuildOptions with(Switch... on) {
        return new BuildOptions(Set.of(on), Optional.empty(), Optional.empty());
    }

    /** Returns DAG mode, with dagster-rocky's defaults for everything else. */
    public static BuildOptions dag() {
        return with(Switch.DAG_MODE, Switch.OPTIMIZE_METADATA);
    }

    /** Returns the options of a configuration. */
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

    /** Returns whether a switch is on. */
    public boolean has(Switch each) {
        return switches.contains(each);
    }
}
