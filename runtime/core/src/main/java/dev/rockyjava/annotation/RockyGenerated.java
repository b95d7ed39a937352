package dev.rockyjava.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a generated type. It holds no date, so that the same snapshot gives the same bytes; its name and its retention
 * make coverage tools skip the type. They look at each class file by itself, so nested types have it too.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface RockyGenerated {

    /** The binary name of the processor that wrote the type. */
    String value() default "dev.rockyjava.processor.RockyProcessor";
}
