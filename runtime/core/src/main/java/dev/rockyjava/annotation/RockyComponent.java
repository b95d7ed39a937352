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
 * @RockyComponent(snapshot = "rocky/snapshot.json")
 * interface Warehouse {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RockyComponent {

    /**
     * The snapshot: an absolute path, or one relative to the project (the folder of the {@code pom.xml} or
     * {@code build.gradle}), or the name of a class path resource.
     *
     * @return the path; by default the place where the Python peer keeps the snapshot of a {@code rocky.toml} in the
     *     project's folder
     */
    String snapshot() default ".local_defs_state/RockyComponent__rocky.toml__/state";

    /**
     * Other names for constants, for assets or columns whose names would be the same.
     *
     * @return one entry per asset or column; none by default
     */
    Rename[] rename() default {};

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
     * engine's column lineage. The processor option {@code rocky.columns} has precedence: {@code all}, {@code none}, or
     * {@code group:} and the names of groups with commas between.
     *
     * @return those that fit one of these; by default all of them, {@code {}} for none
     */
    Select[] columns() default @Select;
}
