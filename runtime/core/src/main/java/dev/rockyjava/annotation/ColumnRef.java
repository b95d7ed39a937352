package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a text is a column of an asset, written as the asset's key, a slash and the column's name:
 * {@code "warehouse/marts/fct_orders/order_id"}. The same places are checked as for {@link AssetRef}.
 *
 * <p>Only columns with a constant can be referred to. They come from column lineage, which doesn't include columns
 * that are derived from no other column, such as literals. To refer to such a column, lower the severity of
 * {@code RK302}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER})
public @interface ColumnRef {

    /** The type annotated with {@link RockyAssets} that has the asset. */
    Class<?> value();
}
