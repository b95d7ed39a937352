package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes some assets. An asset is meant if it fits every member that isn't empty; it fits a member if it fits one of
 * its values. So {@code @Select} alone means every asset, and
 * {@code @Select(group = {"marts", "core"}, kind = "transformation")} the models of two groups.
 *
 * <p>A value that fits no asset is an error: it is misspelled or out of date.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Select {

    /** Names of groups. */
    String[] group() default {};

    /** Node kinds, in the engine's words: {@code transformation}, {@code seed}, … */
    String[] kind() default {};

    /** Tags, as {@code name} for any value or {@code name=value}. */
    String[] tag() default {};

    /**
     * Patterns of keys. In a segment {@code *} stands for any characters; a segment {@code **} stands for any number of
     * segments: {@code warehouse/marts/fct_*}, <code>seed/**</code>.
     */
    String[] key() default {};
}
