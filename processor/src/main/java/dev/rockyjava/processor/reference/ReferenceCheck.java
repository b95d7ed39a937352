package dev.rockyjava.processor.reference;

import dev.rockyjava.annotation.RockyAssets;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Column;
import dev.rockyjava.asset.NearestKeys;
import dev.rockyjava.internal.text.DidYouMean;
import dev.rockyjava.processor.names.GeneratedTypes;
import dev.rockyjava.processor.names.JavaLiteral;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import javax.annotation.processing.Filer;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.util.Elements;

/** Checks one string that is declared to be a key. */
final class ReferenceCheck {

    private final Elements elements;
    private final Filer filer;
    private final Map<GeneratedTypes, Optional<KnownNames>> known = new HashMap<>();
    private final Map<GeneratedTypes, CurrentSpecs> specs = new HashMap<>();

    ReferenceCheck(Elements elements, Filer filer) {
        this.elements = elements;
        this.filer = filer;
    }

    /** Returns the problem of the declaration itself; empty if it is valid. */
    Optional<Problem> declaration(Mark mark) {
        return component(mark).isPresent()
                ? Optional.empty()
                : problem(
                        ProblemId.WRONG_REFERENCE,
                        "this type has no assets; name one that is annotated with @RockyAssets");
    }

    /** Returns the problem of a string under a declaration; empty if it is valid, or if the declaration isn't. */
    Optional<Problem> text(Mark mark, String text) {
        if (component(mark).isEmpty()) {
            return Optional.empty();
        }
        GeneratedTypes types = GeneratedTypes.of(mark.component());
        Optional<KnownNames> names = names(types);
        if (names.isEmpty()) {
            return problem(
                    ProblemId.REFERENCE_NOT_CHECKED,
                    "\"" + text + "\" is not checked, since there is no class " + types.assets()
                            + "; compile that type with the processor of rocky-java");
        }
        if (text.isEmpty()) {
            return problem(unknown(mark), mark.column()
                    ? "the text is empty; write the asset's key, a slash and the column's name"
                    : "the text is empty; write an asset's key");
        }
        try {
            return mark.column()
                    ? column(names.get(), mark, Column.parse(text))
                    : asset(names.get(), mark, AssetKey.parse(text), text);
        } catch (IllegalArgumentException e) {
            return problem(unknown(mark), "\"" + text + "\" can't be a key: " + e.getMessage());
        }
    }

    private static ProblemId unknown(Mark mark) {
        return mark.column() ? ProblemId.UNKNOWN_COLUMN_REFERENCE : ProblemId.UNKNOWN_ASSET_REFERENCE;
    }

    private Optional<Problem> asset(KnownNames names, Mark mark, AssetKey key, String text) {
        if (names.columns().containsKey(key)) {
            return Optional.empty();
        }
        Optional<AssetSpec> renamed = specs(GeneratedTypes.of(mark.component()))
                .named(key, text)
                .filter(spec -> names.columns().containsKey(spec.key()));
        if (renamed.isPresent()) {
            return problem(unknown(mark), "there is no asset \"" + text + "\"; " + called(renamed.get()));
        }
        List<AssetKey> near = NearestKeys.of(key, names.columns().keySet());
        if (near.isEmpty() && text.indexOf('\\') >= 0) {
            // Perhaps a Windows path, which has fewer segments when read as a key.
            near = NearestKeys.of(AssetKey.parse(text.replace('\\', '/')), names.columns().keySet());
        }
        String what = "there is no asset \"" + text + "\"";
        if (near.isEmpty()) {
            String chosen = choosesAssets(mark)
                    ? ", or include and exclude leave it out"
                    : " among its " + names.columns().size() + " assets";
            return problem(unknown(mark), what + chosen + "; if it is new, refresh the snapshot");
        }
        return problem(unknown(mark), what + didYouMean(near, AssetKey::toString));
    }

    private Optional<Problem> column(KnownNames names, Mark mark, Column column) {
        SortedSet<String> columns = names.columns().get(column.key());
        if (columns == null) {
            return asset(names, mark, column.key(), column.asset());
        }
        if (columns.isEmpty()) {
            return problem(
                    ProblemId.REFERENCE_NOT_CHECKED,
                    "\"" + column + "\" is not checked, since there are no constants for the columns of that asset: its"
                            + " columns aren't known, or are not chosen");
        }
        if (columns.contains(column.name())) {
            return Optional.empty();
        }
        List<String> near = NearestKeys.ofNames(column.name(), columns);
        return problem(
                unknown(mark),
                "there is no column \"" + column.name() + "\" of " + column.asset()
                        + (near.isEmpty()
                                ? "; it has " + String.join(", ", columns.stream().limit(20).toList())
                                : didYouMean(near, name -> Column.of(column.asset(), name).text())));
    }

    private static String called(AssetSpec spec) {
        return "it is called " + spec.key() + " now (" + spec.nodeId()
                + spec.target().map(target -> ", built as " + target).orElse("") + ")";
    }

    private static <T> String didYouMean(List<T> near, Function<T, String> text) {
        return DidYouMean.of(near.stream().map(text).map(ReferenceCheck::pasted).toList(), "");
    }

    /** Returns a name as it stands between quotes in a Java file, with the quotes if it needs escapes there. */
    private static String pasted(String name) {
        String literal = JavaLiteral.of(name);
        return literal.equals('"' + name + '"') ? name : literal;
    }

    private static Optional<Problem> problem(ProblemId id, String message) {
        return Optional.of(Problem.of(id, message, null));
    }

    private static Optional<AnnotationMirror> component(Mark mark) {
        return Annotations.find(mark.component(), RockyAssets.class);
    }

    private static boolean choosesAssets(Mark mark) {
        return component(mark).stream().flatMap(mirror -> mirror.getElementValues().keySet().stream()).anyMatch(member ->
                member.getSimpleName().contentEquals("include") || member.getSimpleName().contentEquals("exclude"));
    }

    private Optional<KnownNames> names(GeneratedTypes types) {
        return known.computeIfAbsent(types, key ->
                Optional.ofNullable(elements.getTypeElement(types.assets().canonicalName())).map(KnownNames::of));
    }

    private CurrentSpecs specs(GeneratedTypes types) {
        return specs.computeIfAbsent(types, key -> CurrentSpecs.read(filer, types.assets().packageName(), types.resource()));
    }
}
