package dev.rockyjava.processor.reference;

import dev.rockyjava.snapshot.Problem;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A problem and where in the user's source it is.
 *
 * @param component the qualified name of the component that is referred to
 * @param annotation the annotation to show; null for the element itself
 * @param value the value in it to show; null for the annotation itself
 */
public record ReferenceProblem(
        Problem problem,
        String component,
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {}
