package dev.rockyjava.processor;

import com.palantir.javapoet.ClassName;
import dev.rockyjava.annotation.RockyAssets;
import dev.rockyjava.processor.names.Nameable;
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
import org.jspecify.annotations.Nullable;

/**
 * An annotated type, read from its mirror: values of an annotation that doesn't compile must not throw.
 *
 * @param snapshot the path of the snapshot; empty for the place that the configuration gives it, or when the compiler
 *     can't tell it and says so itself
 * @param snapshotValue where the user wrote it; null for the default
 * @param settings the configuration as the user wrote it
 * @param renames as the user wrote them, without those that the compiler can't tell
 * @param renameValue where the user wrote the renames; null for none
 * @param complete whether the compiler could tell every value
 */
record Component(
        TypeElement element,
        AnnotationMirror mirror,
        Optional<String> snapshot,
        @Nullable AnnotationValue snapshotValue,
        List<NewName> renames,
        @Nullable AnnotationValue renameValue,
        WrittenSettings settings,
        boolean complete) {

    /** A name that the user chose for a constant. */
    record NewName(Nameable what, String as) {}

    static Optional<Component> of(TypeElement element) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(RockyAssets.class.getName())) {
                Map<String, AnnotationValue> given = named(mirror.getElementValues());
                Optional<String> snapshot = WrittenSettings.text(given.get("snapshot"));
                WrittenSettings settings = WrittenSettings.of(given);
                List<Optional<NewName>> renames = renames(given.get("rename"));
                return Optional.of(new Component(
                        element,
                        mirror,
                        snapshot,
                        given.get("snapshot"),
                        renames.stream().flatMap(Optional::stream).toList(),
                        given.get("rename"),
                        settings,
                        snapshot.isPresent() == given.containsKey("snapshot")
                                && settings.complete()
                                && renames.stream().allMatch(Optional::isPresent)));
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

    private static List<Optional<NewName>> renames(@Nullable AnnotationValue value) {
        List<Optional<NewName>> renames = new ArrayList<>();
        if (value != null && value.getValue() instanceof List<?> list) {
            for (Object entry : list) {
                if (entry instanceof AnnotationValue annotation
                        && annotation.getValue() instanceof AnnotationMirror rename) {
                    Map<String, AnnotationValue> members = named(rename.getElementValues());
                    Optional<String> column = members.containsKey("column")
                            ? WrittenSettings.text(members.get("column"))
                            : Optional.of("");
                    renames.add(WrittenSettings.text(members.get("node")).flatMap(node -> column.flatMap(
                            of -> WrittenSettings.text(members.get("as"))
                                    .map(as -> new NewName(new Nameable(node, of), as)))));
                }
            }
        }
        return renames;
    }

    /** Whether the compiler could tell every value that says where the snapshot is and what becomes of it. */
    boolean configurationKnown() {
        return settings.complete() && snapshot.isPresent() == (snapshotValue != null);
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
