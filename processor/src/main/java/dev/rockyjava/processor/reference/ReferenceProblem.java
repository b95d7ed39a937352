package dev.rockyjava.processor.reference;

import dev.rockyjava.snapshot.Problem;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A problem and its place in the user's source.
 *
 * @param problem what is wrong
 * @param component the qualified name of the referenced component
 * @param element the element to show
 * @param annotation the annotation to show; null for the element itself
 * @param value the annotation value to show; null for the annotation itself
 */
public record ReferenceProblem(
        Problem problem,
        String component,
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {}
