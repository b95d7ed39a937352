package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
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

    private static final Set<String> MEMBERS = Set.of("key", "group", "tags", "prefix", "rename");

    private Map<Kind, Template> keys = Map.of();
    private Map<Kind, Template> groups = Map.of();
    private final Map<Kind, Map<String, Template>> tags = new EnumMap<>(Kind.class);
    private List<String> prefix = List.of();
    private final Map<String, AssetKey> renames = new LinkedHashMap<>();

    Translation read(Object attribute) {
        named("translation", attribute).forEach((member, value) -> {
            if (value == null) {
                return;
            }
            switch (member) {
                case "key" -> keys = templates(member, value);
                case "group" -> groups = templates(member, value);
                case "tags" -> readTags(value);
                case "prefix" -> prefix = AssetKey.parse(text(member, value)).path();
                case "rename" -> named(member, value).forEach(
                        (node, key) -> renames.put(node, AssetKey.parse(text("rename/" + node, key))));
                default -> throw TranslationException.unknown("'" + member + "'", member, MEMBERS);
            }
        });
        return new Translation(keys, groups, tags, prefix, renames);
    }

    /** One template, which is of source tables, or one for each kind of thing. */
    private static Map<Kind, Template> templates(String member, Object value) {
        if (value instanceof String template) {
            return Map.of(Kind.SOURCE, Kind.SOURCE.template(template));
        }
        Map<Kind, Template> templates = new EnumMap<>(Kind.class);
        named(member, value).forEach((word, template) -> {
            Kind kind = Kind.ofWord(word).orElseThrow(() -> unknownKind(member, word));
            templates.put(kind, kind.template(text(member + "/" + word, template)));
        });
        return templates;
    }

    private void readTags(Object value) {
        named("tags", value).forEach((name, tag) -> {
            if (tag instanceof Map) {
                Kind kind = Kind.ofWord(name).orElseThrow(() -> unknownKind("tags", name));
                named("tags/" + name, tag).forEach((tagName, text) -> addTag(kind, tagName, text));
            } else {
                Stream.of(Kind.values()).forEach(kind -> addTag(kind, name, tag));
            }
        });
    }

    private void addTag(Kind kind, String name, @Nullable Object value) {
        tags.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(name, kind.template(text("tags/" + name, value)));
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

    private static String text(String member, @Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw new TranslationException("translation: '" + member + "' is a text, not '" + value + "'");
        }
        return String.valueOf(value);
    }
}
