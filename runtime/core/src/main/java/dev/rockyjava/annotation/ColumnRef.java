package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a text is a column of an asset, written as the asset's key, a slash and the column's name:
 * {@code "warehouse/marts/fct_orders/order_id"}. What is checked and what isn't is the same as for {@link AssetRef}.
 *
 * <p>The columns are those that have a constant. Column lineage, which they come from, doesn't know a column that is made
 * of nothing, such as a literal; where such a column must be named, lower the severity of {@code RK302}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface ColumnRef {

    /** The type annotated with {@link RockyAssets} that has the asset. */
    Class<?> value();
}
