package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a text is the key of an asset. The compiler then refuses one that no asset of the component has:
 *
 * <pre>{@code
 * @interface DependsOn {
 *     @AssetRef(Warehouse.class)
 *     String[] value();
 * }
 *
 * @DependsOn("warehouse/marts/fct_ordes") // error: did you mean warehouse/marts/fct_orders?
 * class Report {}
 * }</pre>
 *
 * <p>Checked are: on a member of an annotation type, of type {@code String} or {@code String[]}, its default and every
 * value where the annotation is used on a declaration, nested annotations included; on a field of type {@code String},
 * its value if it is a compile-time constant. Not checked, since a processor can't see it: annotations on local
 * variables and on uses of types, other values of fields, and what is passed for a parameter; there use the constants of
 * the generated {@code Keys}, which the compiler checks.
 *
 * <p>The assets are those that have a constant: one that the component leaves out with {@code include} or
 * {@code exclude} can't be referred to.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface AssetRef {

    /** The type annotated with {@link RockyAssets} that has the asset. */
    Class<?> value();
}
