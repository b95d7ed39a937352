package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Some assets, in the selection language of {@link dev.rockyjava.asset.selection.AssetSelection#parse(String)} and of the
 * command line's {@code --select}: a text means the same assets in all three.
 *
 * <pre>{@code
 * include = {@Select("group:marts and kind:transformation"), @Select("+daily_revenue")}
 * exclude = @Select("key:raw/**")
 * }</pre>
 *
 * <p>Names and patterns match the end of a key: {@code marts/*} is every asset whose last segment but one is
 * {@code marts}, whatever stands before it. A key in quotes and without {@code *} is the whole key. {@code +x},
 * {@code x+}, {@code roots(x)} and {@code leaves(x)} follow the dependencies of the snapshot. Only {@code changed:} isn't
 * available, since the compiler has no other snapshot to compare with.
 *
 * <p>A text that can't be read is a compile error at the text. So is a name, group, tag or pattern that no asset has,
 * also beside others that fit; the error has the nearest names.
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
