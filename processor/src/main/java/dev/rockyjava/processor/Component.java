package dev.rockyjava.processor;

import dev.rockyjava.annotation.RockyAssets;
import dev.rockyjava.processor.names.Nameable;
import dev.rockyjava.processor.reference.Annotations;
import dev.rockyjava.processor.select.ConstantSelection;
import dev.rockyjava.processor.select.SelectionText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * An annotated type, read from its annotation mirror, so that an annotation value that doesn't compile never throws.
 *
 * @param snapshot the path of the snapshot; empty for the place that the configuration gives it, and if the compiler
 *     can't evaluate the value and reports that itself
 * @param snapshotValue where the user wrote the path; null for the default
 * @param settings the configuration as the user wrote it
 * @param choice which assets get constants, without the values that the compiler can't evaluate
 * @param renames the renames as the user wrote them, without those that the compiler can't evaluate
 * @param renameValue where the user wrote the renames; null if there are none
 * @param complete whether the compiler could evaluate every value
 */
record Component(
        TypeElement element,
        AnnotationMirror mirror,
        Optional<String> snapshot,
        @Nullable AnnotationValue snapshotValue,
        List<NewName> renames,
        @Nullable AnnotationValue renameValue,
        WrittenSettings settings,
        ConstantSelection choice,
        boolean complete) {

    /** A name that the user chose for a constant. */
    record NewName(Nameable what, String as) {}

    static Optional<Component> of(TypeElement element, Elements elements) {
        return Annotations.find(element, RockyAssets.class).map(mirror -> of(element, mirror, elements));
    }

    private static Component of(TypeElement element, AnnotationMirror mirror, Elements elements) {
        Map<String, AnnotationValue> given = named(mirror.getElementValues());
        Map<String, AnnotationValue> all = named(elements.getElementValuesWithDefaults(mirror));
        Optional<String> snapshot = Annotations.text(given.get("snapshot"));
        WrittenSettings settings = WrittenSettings.of(given);
        List<Optional<NewName>> renames = annotations(all.get("rename")).map(Component::rename).toList();
        List<Optional<SelectionText>> include = annotations(all.get("include")).map(Component::selection).toList();
        List<Optional<SelectionText>> exclude = annotations(all.get("exclude")).map(Component::selection).toList();
        List<Optional<SelectionText>> columns = annotations(all.get("columns")).map(Component::selection).toList();
        return new Component(
                element,
                mirror,
                snapshot,
                given.get("snapshot"),
                known(renames),
                given.get("rename"),
                settings,
                new ConstantSelection(known(include), known(exclude), known(columns)),
                snapshot.isPresent() == given.containsKey("snapshot")
                        && settings.complete()
                        && Stream.of(renames, include, exclude, columns)
                                .flatMap(List::stream)
                                .allMatch(Optional::isPresent));
    }

    private static <T> List<T> known(List<Optional<T>> values) {
        return values.stream().flatMap(Optional::stream).toList();
    }

    private static Map<String, AnnotationValue> named(
            Map<? extends ExecutableElement, ? extends AnnotationValue> values) {
        Map<String, AnnotationValue> named = new LinkedHashMap<>();
        values.forEach((method, value) -> named.put(method.getSimpleName().toString(), value));
        return named;
    }

    /**
     * Returns the annotations in an array member. Some compilers represent an array written without braces as a
     * single value.
     */
    private static Stream<AnnotationValue> annotations(@Nullable AnnotationValue value) {
        return value != null && value.getValue() instanceof List<?> list
                ? list.stream().map(AnnotationValue.class::cast)
                : Stream.ofNullable(value);
    }

    private static Map<String, AnnotationValue> members(AnnotationValue annotation) {
        return annotation.getValue() instanceof AnnotationMirror mirror ? named(mirror.getElementValues()) : Map.of();
    }

    private static Optional<NewName> rename(AnnotationValue annotation) {
        Map<String, AnnotationValue> members = members(annotation);
        Optional<String> column =
                members.containsKey("column") ? Annotations.text(members.get("column")) : Optional.of("");
        return Annotations.text(members.get("node"))
                .flatMap(node -> column.flatMap(of -> Annotations.text(members.get("as"))
                        .map(as -> new NewName(new Nameable(node, of), as))));
    }

    private static Optional<SelectionText> selection(AnnotationValue annotation) {
        AnnotationValue value = members(annotation).get("value");
        return value == null
                ? Optional.of(new SelectionText(SelectionText.ALL, Optional.of(annotation)))
                : Annotations.text(value).map(text -> new SelectionText(text, Optional.of(value)));
    }

    /** Returns whether the compiler could evaluate every value that locates the snapshot and configures the build. */
    boolean configurationKnown() {
        return settings.complete() && snapshot.isPresent() == (snapshotValue != null);
    }

    /** Returns the snapshot's name in messages until it is found. */
    String snapshotName() {
        return snapshot.orElse("the snapshot");
    }
}
