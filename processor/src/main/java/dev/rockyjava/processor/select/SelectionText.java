package dev.rockyjava.processor.select;

import java.util.Optional;
import javax.lang.model.element.AnnotationValue;

/**
 * A selection as the user wrote it.
 *
 * @param text the selection
 * @param place where it is written; empty for a processor option
 */
public record SelectionText(String text, Optional<AnnotationValue> place) {

    /** Selects every asset. Unlike other selections it may match none. */
    public static final String ALL = "*";
}
