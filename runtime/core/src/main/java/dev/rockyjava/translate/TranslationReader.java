package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.template.Values;
import dev.rockyjava.translate.Translation.Kind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the value of the attribute {@code translation}. */
final class TranslationReader {

    /** Members that dagster-rocky doesn't have. */
    private static final Set<String> OURS = Set.of("group", "prefix", "rename");

    private final Map<String, @Nullable Object> tables = new LinkedHashMap<>();
    private final Map<Kind, Template> keys = new EnumMap<>(Kind.class);
    private final Map<Kind, Template> groups = new EnumMap<>(Kind.class);
    private final Map<Kind, Map<String, Template>> tags = new EnumMap<>(Kind.class);
    private List<String> prefix = List.of();
    private final Map<String, AssetKey> renames = new LinkedHashMap<>();

    Translation read(Object attribute) {
        if (attribute instanceof String template) {
            return translation(TableRules.of(Template.ofJinja(template)));
        }
        named("translation", attribute).forEach(this::read);
        return translation(TableRules.of(tables));
    }

    private Translation translation(TableRules rules) {
        return new Translation(rules, keys, groups, tags, prefix, renames);
    }

    private void read(String member, @Nullable Object value) {
        switch (member) {
            case "key" -> choose(member, member, value, keys);
            case "group", "group_name" -> choose(member, "group_name", value, groups);
            case "tags" -> readTags(value);
            case "prefix" -> prefix = value == null ? List.of() : key(member, value).path();
            case "rename" -> {
                if (value != null) {
                    named(member, value).forEach(
                            (node, key) -> renames.put(node, key("rename/" + node, key)));
                }
            }
            case "key_prefix", "description", "owners", "kinds", "metadata", "deps" ->
                tables.put(member, templates(value));
            default -> {
                if (!TableRules.NOT_USED.contains(member)) {
                    Set<String> known = new TreeSet<>(TableRules.MEMBERS);
                    known.addAll(TableRules.NOT_USED);
                    known.addAll(OURS);
                    throw TranslationException.unknown("'" + member + "'", member, known);
                }
            }
        }
    }

    /** Reads one template, which is for source tables, or one for each kind of thing. */
    private void choose(String member, String ofTable, @Nullable Object value, Map<Kind, Template> others) {
        if (value instanceof Map) {
            named(member, value).forEach((word, template) -> {
                Kind kind = Kind.ofWord(word).orElseThrow(() -> unknownKind(member, word));
                Template read = kind.template(text(member + "/" + word, template));
                if (kind == Kind.SOURCE) {
                    tables.put(ofTable, read);
                } else {
                    others.put(kind, read);
                }
            });
        } else if (value != null) {
            tables.put(ofTable, Kind.SOURCE.template(text(member, value)));
        } else if (member.equals("group_name")) {
            tables.put(ofTable, null);
        }
    }

    private void readTags(@Nullable Object value) {
        if (value instanceof String template) {
            tables.put("tags", Template.ofJinja(template));
        } else if (value != null) {
            Map<String, @Nullable Object> ofTables = new LinkedHashMap<>();
            named("tags", value).forEach((name, tag) -> {
                if (tag instanceof Map) {
                    Kind kind = Kind.ofWord(name).orElseThrow(() -> unknownKind("tags", name));
                    named("tags/" + name, tag).forEach((tagName, text) -> {
                        if (kind == Kind.SOURCE) {
                            ofTables.put(tagName, tag("tags/" + tagName, text));
                        } else {
                            tags.computeIfAbsent(kind, k -> new LinkedHashMap<>())
                                    .put(tagName, kind.template(text("tags/" + tagName, text)));
                        }
                    });
                } else {
                    ofTables.put(name, tag("tags/" + name, tag));
                }
            });
            tables.put("tags", ofTables);
        }
    }

    private static Object tag(String name, @Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Kind.SOURCE.template(text) : text(name, value);
    }

    private static @Nullable Object templates(@Nullable Object value) {
        // As in Dagster: Jinja would turn an empty string into None.
        return Values.mapped(value, part -> part instanceof String text && !text.isEmpty() ? Template.ofJinja(text) : part);
    }

    private static AssetKey key(String member, @Nullable Object value) {
        try {
            return AssetKey.parse(text(member, value));
        } catch (IllegalArgumentException e) {
            throw new TranslationException("translation: '" + member + "' can't be a key: " + e.getMessage(), e);
        }
    }

    private static TranslationException unknownKind(String member, String word) {
        Set<String> words = new TreeSet<>(Stream.of(Kind.values()).map(Kind::word).toList());
        return TranslationException.unknown("'" + word + "' in '" + member + "'", word, words);
    }

    private static Map<String, @Nullable Object> named(String member, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new TranslationException("translation: '" + member + "' is a mapping, not '" + value + "'");
        }
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        map.forEach((name, entry) -> named.put(String.valueOf(name), entry));
        return named;
    }

    /** Returns a scalar value as Python prints it. */
    private static String text(String member, @Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw new TranslationException("translation: '" + member + "' is a text, not '" + value + "'");
        }
        return Values.text(value);
    }
}
