package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives the constant of one asset, or of one of its columns, another name. The key doesn't change. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Rename {

    /** The engine's id of the node, as {@code rocky dag} prints it: {@code transformation:fct_revenue}. */
    String node();

    /** The column, as spelled in column lineage; by default none, and the asset itself is renamed. */
    String column() default "";

    /** The name of the constant, a Java identifier. */
    String as();
}
