package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates typed assets from a snapshot, in the package of the annotated type. For {@code Warehouse} these are the
 * classes {@code WarehouseAssets} (a constant per asset) and {@code WarehouseDefinitions} (all specs, and
 * {@code component()}, the same configuration at run time).
 *
 * <pre>{@code
 * @RockyAssets(defs = "defs.yaml")
 * interface Warehouse {}
 *
 * @RockyAssets(configPath = "billing/rocky.toml", snapshot = "billing/snapshot.json")
 * interface Billing {}
 * }</pre>
 *
 * <p>The component is configured either by a {@code defs.yaml}, in dagster-rocky's format, or by the same attributes
 * on the annotation, but not by both. Relative paths are resolved against the project directory: the folder given by
 * {@code -Arocky.projectDir}, or the nearest folder above the class output with a {@code pom.xml} or
 * {@code build.gradle}. In attributes that affect the generated code, {@code {{ env.X }}} is replaced by that
 * environment variable of the compiler; elsewhere it is left as it is.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RockyAssets {

    /**
     * The snapshot: an absolute path, a path relative to the project, or the name of a class path resource.
     *
     * @return the path; by default the location given by the configuration, which for a {@code rocky.toml} in the
     *     project directory is dagster-rocky's location
     */
    String snapshot() default ".local_defs_state/RockyComponent__rocky.toml__/state";

    /**
     * Other constant names for assets or columns whose names would clash.
     *
     * @return one entry per asset or column; none by default
     */
    Rename[] rename() default {};

    /**
     * A {@code defs.yaml}, found by the same rules as {@link #snapshot}.
     *
     * @return its path, followed by {@code #KEY} if the file has several components, where the key is that of the
     *     snapshot ({@code defs.yaml#RockyComponent[eu/rocky.toml]}) or the number of the document, counted from 0;
     *     by default none, and the attributes below apply
     */
    String defs() default "";

    /**
     * The {@code rocky} binary.
     *
     * @return a name to look up on the {@code PATH}, or a path
     */
    String binaryPath() default "rocky";

    /**
     * The Rocky project.
     *
     * @return the path of its {@code rocky.toml}
     */
    String configPath() default "rocky.toml";

    /**
     * The file in which the engine keeps its own state.
     *
     * @return the path of the file; by default the engine decides, as for every other {@code rocky} command
     */
    String statePath() default "";

    /**
     * The namespace of an engine state that only this component uses.
     *
     * @return letters, digits and underscores; by default none, and {@link #statePath} is used
     */
    String stateNamespace() default "";

    /**
     * The models folder.
     *
     * @return its path; if the project doesn't have it, the folder of this name next to {@code rocky.toml}
     */
    String modelsDir() default "models";

    /**
     * The contracts folder.
     *
     * @return its path, found by the same rules as {@link #modelsDir}; none by default
     */
    String contractsDir() default "";

    /**
     * Whether assets are the nodes of {@code rocky dag}. If false, they are the discovered tables. This is the only
     * attribute whose default differs from {@code defs.yaml}, which has dagster-rocky's default of false: only the
     * graph contains models, whose names are the purpose of this annotation.
     *
     * @return true by default
     */
    boolean dagMode() default true;

    /**
     * Whether to query {@code rocky compliance} after a batch and report one check per asset.
     *
     * @return false by default
     */
    boolean surfaceCompliance() default false;

    /**
     * Whether to query {@code rocky retention-status} after a batch and report one observation per model.
     *
     * @return false by default
     */
    boolean surfaceRetentionStatus() default false;

    /**
     * Whether to query each model's column lineage and include it in the specs.
     *
     * @return false by default
     */
    boolean surfaceColumnLineage() default false;

    /**
     * Whether to query {@code rocky optimize} and include its recommendations in the specs.
     *
     * @return true by default
     */
    boolean surfaceOptimizeMetadata() default true;

    /**
     * Whether models are assets too when {@link #dagMode} is off.
     *
     * @return false by default
     */
    boolean surfaceDerivedModels() default false;

    /**
     * Whether the checks that the project configures are included in the specs.
     *
     * @return false by default
     */
    boolean surfaceConfiguredChecks() default false;

    /**
     * Whether a missing snapshot is written when definitions are built. The compiler does so only if the option
     * {@code -Arocky.discoverOnMissingState=true} is set as well.
     *
     * @return false by default
     */
    boolean discoverOnMissingState() default false;

    /**
     * Whether conditions that would leave definitions empty or partial are errors.
     *
     * @return false by default
     */
    boolean strictBuild() default false;

    /**
     * The time limit of a single engine call.
     *
     * @return seconds, more than 0; 3600 (one hour) by default
     */
    int timeoutSeconds() default 3600;

    /**
     * The class that names the assets.
     *
     * @return the binary name of a {@code RockyTranslator}; by default none, and assets are named as in dagster-rocky
     */
    String translator() default "";

    /**
     * Naming templates for assets, as an alternative to a translator class.
     *
     * @return lines of YAML: {@code {"key: raw/{source_type}/{table}", "group: raw"}}; none by default
     */
    String[] translation() default {};

    /**
     * The component of schema names that identifies a tenant. Applies when {@link #dagMode} is off.
     *
     * @return lines of YAML: {@code {"component: client", "partitions_name: clients"}}; none by default
     */
    String[] tenant() default {};

    /**
     * Where the snapshot is stored.
     *
     * @return lines of YAML: {@code {"management_type: LOCAL_FILESYSTEM", "key: warehouse"}}; by default a local file
     */
    String[] defsState() default {};

    /**
     * How the engine executes a run.
     *
     * @return {@code direct}, or {@code plan} to create a plan and then apply it
     */
    String executionMode() default "direct";

    /**
     * The assets that get constants. The definitions always contain all assets.
     *
     * @return selections, of which an asset must match at least one; by default, and if empty, all assets
     */
    Select[] include() default {};

    /**
     * The assets that get no constants, even if included.
     *
     * @return selections; an asset that matches any of them is excluded; none by default
     */
    Select[] exclude() default {};

    /**
     * The assets whose columns get constants. Column constants are by far the largest part of the generated code.
     * Columns are known from the engine's column lineage. The processor option {@code rocky.columns} takes
     * precedence: {@code all}, {@code none}, or a selection as in {@link Select}.
     *
     * @return selections, of which an asset must match at least one; by default all assets, {@code {}} for none
     */
    Select[] columns() default @Select;
}
