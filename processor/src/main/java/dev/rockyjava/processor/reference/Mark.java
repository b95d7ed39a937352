package dev.rockyjava.processor.reference;

import dev.rockyjava.annotation.AssetRef;
import dev.rockyjava.annotation.ColumnRef;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;

/**
 * A declaration that a string is a key.
 *
 * @param component the type that has the asset
 * @param column whether the key is that of a column
 */
record Mark(TypeElement component, boolean column) {

    /** Returns the declaration on an element; empty if there is none, or if it doesn't compile. */
    static Optional<Mark> of(Element element) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            boolean column = Annotations.is(mirror.getAnnotationType(), ColumnRef.class);
            if (column || Annotations.is(mirror.getAnnotationType(), AssetRef.class)) {
                for (AnnotationValue value : mirror.getElementValues().values()) {
                    if (value.getValue() instanceof DeclaredType type && type.getKind() == TypeKind.DECLARED) {
                        return Optional.of(new Mark((TypeElement) type.asElement(), column));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
