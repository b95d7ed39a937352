package dev.rockyjava.processor.reference;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Column;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * The keys for which a component has constants. They are read from the generated classes instead of a snapshot, so
 * they may come from this compilation, an earlier one or another project.
 */
final class KnownNames {

    private static final String KEYS = "Keys";

    private final SortedMap<AssetKey, SortedSet<String>> columns = new TreeMap<>();

    private KnownNames() {}

    /** Reads the keys from a generated class of constants. */
    static KnownNames of(TypeElement assets) {
        KnownNames names = new KnownNames();
        TypeElement keys = nested(assets).get(KEYS);
        if (keys != null) {
            names.collect(assets, keys);
        }
        return names;
    }

    /** Returns the keys of all assets, each with the names of its columns that have a constant. */
    SortedMap<AssetKey, SortedSet<String>> columns() {
        return columns;
    }

    /**
     * Collects the keys of both trees. They have the same names; only the typed one distinguishes assets from
     * columns.
     */
    private void collect(TypeElement typed, TypeElement texts) {
        Map<String, VariableElement> constants = new HashMap<>();
        fields(texts, constants);
        Map<String, VariableElement> types = new HashMap<>();
        fields(typed, types);
        types.forEach((name, field) -> add(field.asType(), constants.get(name)));
        Map<String, TypeElement> nestedTexts = nested(texts);
        nested(typed).forEach((name, type) -> {
            TypeElement same = nestedTexts.get(name);
            if (same != null) {
                collect(type, same);
            }
        });
    }

    private void add(TypeMirror type, @Nullable VariableElement constant) {
        if (constant == null || !(constant.getConstantValue() instanceof String text)) {
            return;
        }
        if (Annotations.is(type, Column.class)) {
            Column column = Column.parse(text);
            columns.computeIfAbsent(column.key(), key -> new TreeSet<>()).add(column.name());
        } else {
            columns.computeIfAbsent(AssetKey.parse(text), key -> new TreeSet<>());
        }
    }

    /** Collects the constants of a holder, which inherits them if it has many. */
    private static void fields(TypeElement holder, Map<String, VariableElement> into) {
        for (VariableElement field : ElementFilter.fieldsIn(holder.getEnclosedElements())) {
            into.put(field.getSimpleName().toString(), field);
        }
        for (TypeMirror part : holder.getInterfaces()) {
            fields((TypeElement) ((DeclaredType) part).asElement(), into);
        }
    }

    private static Map<String, TypeElement> nested(Element holder) {
        Map<String, TypeElement> types = new HashMap<>();
        for (TypeElement type : ElementFilter.typesIn(holder.getEnclosedElements())) {
            types.put(type.getSimpleName().toString(), type);
        }
        return types;
    }
}
