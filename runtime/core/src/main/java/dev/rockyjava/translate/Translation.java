package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How assets are named without a class, as the attribute {@code translation} says it:
 *
 * <pre>{@code
 * translation:
 *   key: raw/{source_type}/{table}      # of source tables; or one for each kind of thing:
 *   # key: {source: raw/{table}, model: "{schema}/{table}", node: "{pipeline}/{label}"}
 *   group: "{source_type}"              # the same choice
 *   prefix: dwh                         # before every key
 *   tags: {team: data}                  # on every asset, or under source, model, node
 *   rename: {"transformation:fct": marts/revenue}
 * }</pre>
 *
 * <p>A template without a kind is of source tables, as the peer's is; a node of the graph that has a target is a model.
 * {@code {{ table_name }}}, the peer's spelling, is understood too.
 *
 * @param prefix segments before every key but a renamed one
 * @param renames whole keys by the node's id
 */
public record Translation(
        Map<Kind, Template> keys,
        Map<Kind, Template> groups,
        Map<Kind, Map<String, Template>> tags,
        List<String> prefix,
        Map<String, AssetKey> renames) {

    /** What a template names. */
    public enum Kind {
        /** A table of a discovered source. */
        SOURCE("source", SourceFields.NAMES),
        /** A model; a node of the graph with a target counts too. */
        MODEL("model", ModelFields.NAMES),
        /** Any other node of the graph. */
        NODE("node", NodeFields.NAMES);

        private final String word;
        private final Set<String> fields;

        Kind(String word, Set<String> fields) {
            this.word = word;
            this.fields = fields;
        }

        /** The word in {@code translation}. */
        public String word() {
            return word;
        }

        static Optional<Kind> ofWord(String word) {
            return List.of(values()).stream().filter(kind -> kind.word.equals(word)).findFirst();
        }

        Template template(String text) {
            return Template.parse(text, fields, this == SOURCE);
        }
    }

    public Translation {
        keys = Map.copyOf(keys);
        groups = Map.copyOf(groups);
        tags = Map.copyOf(tags);
        prefix = List.copyOf(prefix);
        renames = Map.copyOf(renames);
    }

    /**
     * Reads the attribute's value.
     *
     * @throws TranslationException if it has a member, a kind of thing or a placeholder that isn't known, or a value of
     *     another type
     */
    public static Translation of(Object attribute) {
        return new TranslationReader().read(attribute);
    }

    /** A translator that asks another one and then applies these rules. */
    public RockyTranslator over(RockyTranslator base) {
        return new DeclaredTranslator(base, this);
    }

    /** The key that this node is renamed to. */
    Optional<AssetKey> renamed(String id) {
        return Optional.ofNullable(renames.get(id));
    }

    /** The key by the rules for its kind; that of the base translator where there are none. */
    AssetKey key(Kind kind, Fields fields, AssetKey base) {
        List<String> path = new ArrayList<>(prefix);
        Template template = keys.get(kind);
        path.addAll(template == null ? base.path() : template.path(fields));
        return new AssetKey(path);
    }

    String group(Kind kind, Fields fields, String base) {
        Template template = groups.get(kind);
        return template == null ? base : template.text(fields);
    }

    Map<String, String> tags(Kind kind, Fields fields, Map<String, String> base) {
        Map<String, String> all = new LinkedHashMap<>(base);
        tags.getOrDefault(kind, Map.of()).forEach((name, template) -> all.put(name, template.text(fields)));
        return all;
    }
}
