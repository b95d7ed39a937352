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
     * Other names for constants, for assets whose names would be the same.
     *
     * @return one entry per asset; none by default
     */
    Rename[] rename() default {};
}
