package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a generated type. It contains no date, so that the same snapshot gives the same bytes. Its name and retention
 * make coverage tools skip the type; since they look at each class file separately, nested types carry it too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RockyGenerated {

    /** Returns the binary name of the processor that wrote the type. */
    String value() default "dev.rockyjava.processor.RockyProcessor";
}
