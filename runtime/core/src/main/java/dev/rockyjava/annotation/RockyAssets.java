package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates typed assets from a state snapshot, beside the annotated type: for {@code Warehouse} the classes
 * {@code WarehouseAssets} (a constant per asset) and {@code WarehouseDefinitions} (all specs).
 *
 * <pre>{@code
 * @RockyAssets(snapshot = "rocky/snapshot.json")
 * interface Warehouse {}
 *
 * @RockyAssets(defs = "src/main/rocky/defs.yaml")
 * interface Billing {}
 * }</pre>
 *
 * <p>The component is configured by a {@code defs.yaml} as the Python peer has it, or by the same attributes written here;
 * not by both. Relative paths begin at the project: the folder of {@code -Arocky.projectDir}, or the nearest one above the
 * class output with a {@code pom.xml} or {@code build.gradle}. {@code {{ env.X }}} in a text is the variable of that name
 * of the compiler's environment where it changes what is generated, and left alone elsewhere.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RockyAssets {

    /**
     * The snapshot: an absolute path, or one relative to the project, or the name of a class path resource.
     *
     * @return the path; by default the place that the configuration gives it, which for a {@code rocky.toml} in the
     *     project's folder is where the Python peer keeps it
     */
    String snapshot() default ".local_defs_state/RockyComponent__rocky.toml__/state";

    /**
     * Other names for constants, for assets or columns whose names would be the same.
     *
     * @return one entry per asset or column; none by default
     */
    Rename[] rename() default {};

    /**
     * A {@code defs.yaml}, looked for as {@link #snapshot} is.
     *
     * @return its path, with {@code #KEY} behind it when it has several components: the key of the snapshot
     *     ({@code defs.yaml#RockyComponent[eu/rocky.toml]}), or the number of the document, counted from 0; by default there
     *     is none, and the attributes below count
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
     * The engine's own state.
     *
     * @return the path of its file; by default the engine decides, as it does for every other {@code rocky} command
     */
    String statePath() default "";

    /**
     * An engine state of its own for this component.
     *
     * @return letters, digits and underscores; by default none, and {@link #statePath} is used
     */
    String stateNamespace() default "";

    /**
     * The folder of the models.
     *
     * @return its path; where it isn't in the project, the folder of this name beside {@code rocky.toml}
     */
    String modelsDir() default "models";

    /**
     * The folder of contracts.
     *
     * @return its path, looked for as {@link #modelsDir}; none by default
     */
    String contractsDir() default "";

    /**
     * Whether the graph of {@code rocky dag} makes the assets; else the discovered tables do. This is the one attribute
     * whose default isn't that of {@code defs.yaml}, which has the peer's, false: only the graph has models in it, and
     * their names are what the annotation is for.
     *
     * @return true by default
     */
    boolean dagMode() default true;

    /**
     * Whether {@code rocky compliance} is asked after a batch, with a check per asset.
     *
     * @return false by default
     */
    boolean surfaceCompliance() default false;

    /**
     * Whether {@code rocky retention-status} is asked after a batch, with an observation per model.
     *
     * @return false by default
     */
    boolean surfaceRetentionStatus() default false;

    /**
     * Whether the lineage of each model's columns is asked for and put on the specs.
     *
     * @return false by default
     */
    boolean surfaceColumnLineage() default false;

    /**
     * Whether {@code rocky optimize} is asked, and what it recommends put on the specs.
     *
     * @return true by default
     */
    boolean surfaceOptimizeMetadata() default true;

    /**
     * Whether models are assets too, without {@link #dagMode}.
     *
     * @return false by default
     */
    boolean surfaceDerivedModels() default false;

    /**
     * Whether the checks that the project configures are checks on the specs.
     *
     * @return false by default
     */
    boolean surfaceConfiguredChecks() default false;

    /**
     * Whether a missing snapshot is written when definitions are built. A compiler does it only with the option
     * {@code -Arocky.discoverOnMissingState=true} besides.
     *
     * @return false by default
     */
    boolean discoverOnMissingState() default false;

    /**
     * Whether what would leave definitions empty or partial is an error.
     *
     * @return false by default
     */
    boolean strictBuild() default false;

    /**
     * How long one call of the engine may take.
     *
     * @return seconds, more than 0
     */
    int timeoutSeconds() default 3600;

    /**
     * What names the assets.
     *
     * @return the binary name of a {@code RockyTranslator}; by default the names are those of the peer
     */
    String translator() default "";

    /**
     * How assets are named without a class.
     *
     * @return lines of YAML: {@code {"key: raw/{source_type}/{table}", "group: raw"}}; none by default
     */
    String[] translation() default {};

    /**
     * Which part of the schemas' names is a tenant, without {@link #dagMode}.
     *
     * @return lines of YAML: {@code {"component: client", "partitions_name: clients"}}; none by default
     */
    String[] tenant() default {};

    /**
     * Where the snapshot is kept.
     *
     * @return lines of YAML: {@code {"management_type: LOCAL_FILESYSTEM", "key: warehouse"}}; by default a local file
     */
    String[] defsState() default {};

    /**
     * How the engine executes.
     *
     * @return {@code direct}, or {@code plan} for a plan that is then applied
     */
    String executionMode() default "direct";

    /**
     * The assets that get constants. The definitions are complete all the same.
     *
     * @return those that fit one of these; by default, and if empty, all of them
     */
    Select[] include() default {};

    /**
     * The assets that get no constants, even if included.
     *
     * @return those that fit one of these; none by default
     */
    Select[] exclude() default {};

    /**
     * The assets whose columns get constants, which is by far the most of what is generated. Columns are known from the
     * engine's column lineage. The processor option {@code rocky.columns} has precedence: {@code all}, {@code none}, or a
     * selection as in {@link Select}.
     *
     * @return those that fit one of these; by default all of them, {@code {}} for none
     */
    Select[] columns() default @Select;
}
