package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a text is the key of an asset. The compiler then rejects a key that no asset of the component has:
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
 * <p>Checked are:
 * <ul>
 *   <li>on a member of an annotation type, of type {@code String} or {@code String[]}: its default, and every value
 *       where the annotation is used on a declaration, including nested annotations;
 *   <li>on a field of type {@code String}: its value, if it is a compile-time constant.
 * </ul>
 *
 * <p>Not checked, since they aren't visible to a processor, are:
 * <ul>
 *   <li>annotations on local variables and on uses of types;
 *   <li>other values of fields;
 *   <li>arguments of parameters.
 * </ul>
 *
 * <p>For these, use the constants of the generated {@code Keys}, which the compiler checks.
 *
 * <p>Only assets with a constant can be referred to, so an asset that the component leaves out through
 * {@code include} or {@code exclude} can't.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface AssetRef {

    /** The type annotated with {@link RockyAssets} that has the asset. */
    Class<?> value();
}
