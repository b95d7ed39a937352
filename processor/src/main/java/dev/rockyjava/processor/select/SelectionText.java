package dev.rockyjava.processor.select;

import java.util.Optional;
import javax.lang.model.element.AnnotationValue;

/**
 * A selection as the user wrote it.
 *
 * @param place where; empty for an option of the processor
 */
public record SelectionText(String text, Optional<AnnotationValue> place) {

    /** Every asset, also where there is none. */
    public static final String ALL = "*";
}
