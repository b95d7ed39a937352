package dev.rockyjava.processor;

import com.palantir.javapoet.ClassName;
import dev.rockyjava.annotation.RockyComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * An annotated type, read from its mirror: values of an annotation that doesn't compile must not throw.
 *
 * @param snapshot the path of the snapshot
 * @param snapshotValue where the user wrote it; null for the default
 * @param renames node id to constant name
 * @param renameValue where the user wrote the renames; null for none
 */
record Component(
        TypeElement element,
        AnnotationMirror mirror,
        String snapshot,
        @Nullable AnnotationValue snapshotValue,
        Map<String, String> renames,
        @Nullable AnnotationValue renameValue) {

    static Optional<Component> of(TypeElement element, Elements elements) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(RockyComponent.class.getName())) {
                Map<String, AnnotationValue> given = named(mirror.getElementValues());
                Map<String, AnnotationValue> all = named(elements.getElementValuesWithDefaults(mirror));
                return Optional.of(new Component(
                        element,
                        mirror,
                        String.valueOf(all.get("snapshot").getValue()),
                        given.get("snapshot"),
                        renames(given.get("rename")),
                        given.get("rename")));
            }
        }
        return Optional.empty();
    }

    private static Map<String, AnnotationValue> named(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values) {
        Map<String, AnnotationValue> named = new LinkedHashMap<>();
        values.forEach((method, value) -> named.put(method.getSimpleName().toString(), value));
        return named;
    }

    private static Map<String, String> renames(@Nullable AnnotationValue value) {
        Map<String, String> renames = new LinkedHashMap<>();
        if (value != null && value.getValue() instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof AnnotationValue annotation
                        && annotation.getValue() instanceof AnnotationMirror rename) {
                    Map<String, AnnotationValue> members = named(rename.getElementValues());
                    if (members.containsKey("node") && members.containsKey("as")) {
                        renames.put(
                                String.valueOf(members.get("node").getValue()),
                                String.valueOf(members.get("as").getValue()));
                    }
                }
            }
        }
        return renames;
    }

    /** The name with those of the types around it, as generated names begin: {@code Outer_Warehouse}. */
    String name() {
        return nameChain("_");
    }

    /** The name as Javadoc of the same package links to it: {@code Outer.Warehouse}. */
    String linkName() {
        return nameChain(".");
    }

    private String nameChain(String separator) {
        List<String> names = new ArrayList<>();
        for (Element e = element; e instanceof TypeElement; e = e.getEnclosingElement()) {
            names.add(0, e.getSimpleName().toString());
        }
        return String.join(separator, names);
    }

    ClassName assetsClass(String packageName) {
        return ClassName.get(packageName, name() + "Assets");
    }

    ClassName definitionsClass(String packageName) {
        return ClassName.get(packageName, name() + "Definitions");
    }
}
