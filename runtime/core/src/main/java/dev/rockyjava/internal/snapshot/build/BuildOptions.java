package dev.rockyjava.internal.snapshot.build;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.Tenant;
import java.util.Optional;

/**
 * What of a component's configuration decides which assets a snapshot becomes.
 *
 * @param dagMode whether the nodes of the graph are the assets; else the discovered tables are
 * @param derivedModels without {@code dagMode}: whether models are assets too
 * @param columnLineage whether the specs have column lineage; in DAG mode they have that of the graph in any case
 * @param optimizeMetadata whether the metadata has what {@code rocky optimize} recommends
 * @param configuredChecks whether the checks that the project configures are checks on the tables
 * @param compliance whether tables and models have the check {@code compliance_exception}
 * @param contracts whether the configuration names a folder of contracts
 * @param tenant without {@code dagMode}: which part of the schemas' names is a tenant
 * @param translationPlace where the {@code translation} is set, for people; empty if not known
 */
public record BuildOptions(
        boolean dagMode,
        boolean derivedModels,
        boolean columnLineage,
        boolean optimizeMetadata,
        boolean configuredChecks,
        boolean compliance,
        boolean contracts,
        Optional<Tenant> tenant,
        Optional<String> translationPlace) {

    /** The same without tenants and without a known place. */
    public BuildOptions(
            boolean dagMode,
            boolean derivedModels,
            boolean columnLineage,
            boolean optimizeMetadata,
            boolean configuredChecks,
            boolean compliance,
            boolean contracts) {
        this(
                dagMode, derivedModels, columnLineage, optimizeMetadata, configuredChecks, compliance, contracts,
                Optional.empty(), Optional.empty());
    }

    /** DAG mode, all else as the peer has it when nobody sets anything. */
    public static BuildOptions dag() {
        return new BuildOptions(true, false, false, true, false, false, false);
    }

    /** What a configuration says. */
    public static BuildOptions of(ComponentConfig config) {
        return new BuildOptions(
                config.dagMode(),
                config.surfaceDerivedModels(),
                config.surfaceColumnLineage(),
                config.surfaceOptimizeMetadata(),
                config.surfaceConfiguredChecks(),
                config.surfaceCompliance(),
                config.contractsDir().isPresent(),
                config.tenant(),
                config.place(Attribute.TRANSLATION));
    }
}
