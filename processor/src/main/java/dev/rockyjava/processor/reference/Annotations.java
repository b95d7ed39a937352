package dev.rockyjava.processor.reference;

import java.lang.annotation.Annotation;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads annotations as mirrors, so that a value that doesn't compile never throws. */
public final class Annotations {

    /** How javac shows a value that doesn't compile; a string would be in quotes. */
    private static final String UNKNOWN = "<error>";

    private Annotations() {}

    /** Returns the annotation of a type on an element; empty if there is none. */
    public static Optional<AnnotationMirror> find(Element element, Class<? extends Annotation> type) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> is(mirror.getAnnotationType(), type))
                .<AnnotationMirror>map(mirror -> mirror)
                .findFirst();
    }

    static boolean is(TypeMirror type, Class<?> expected) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(expected.getName());
    }

    /** Returns whether the compiler could evaluate a value. */
    public static boolean isKnown(AnnotationValue value) {
        return !value.toString().equals(UNKNOWN);
    }

    /** Returns the string of a value; empty if it is none, or the compiler can't evaluate it. */
    public static Optional<String> text(@Nullable AnnotationValue value) {
        return value != null && isKnown(value) && value.getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
