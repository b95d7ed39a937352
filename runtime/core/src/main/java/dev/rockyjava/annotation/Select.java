package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A selection of assets, in the language of {@link dev.rockyjava.asset.selection.AssetSelection#parse(String)} and of
 * the command line's {@code --select}. A selection means the same assets in all three places.
 *
 * <pre>{@code
 * include = {@Select("group:marts and kind:transformation"), @Select("+daily_revenue")}
 * exclude = @Select("key:raw/**")
 * }</pre>
 *
 * <p>Names and patterns match the end of a key: {@code marts/*} matches every asset whose last segment but one is
 * {@code marts}, whatever precedes it. A quoted key without {@code *} must match the whole key. {@code +x},
 * {@code x+}, {@code roots(x)} and {@code leaves(x)} follow the dependencies in the snapshot. Not
 * available are {@code changed:}, since the compiler has no other snapshot to compare with, {@code stale} and
 * {@code status:}, which need a journal of runs, and {@code source:}, which asks the engine.
 *
 * <p>It is a compile error, reported at the selection:
 * <ul>
 *   <li>if the selection can't be parsed;
 *   <li>if a name, group, tag or pattern in it matches no asset, even if others in it match; the message suggests the
 *       nearest names.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Select {

    /**
     * The selection.
     *
     * @return its text; every asset by default
     */
    String value() default "*";
}
