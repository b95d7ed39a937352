package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How assets are named without a translator class: the attribute {@code translation}. For the tables of discovered
 * sources, as in dagster-rocky:
 *
 * <pre>{@code
 * translation:
 *   key: raw/{{ source_type }}/{{ table_name | lower }}
 *   group_name: "{{ source_type }}"
 *   key_prefix: dwh                     # before every such key; a list for several segments
 *   description: Copied from {{ source_id }}
 *   owners: ["team:data"]
 *   tags: {team: "{{ source_type }}"}   # added to the existing ones, as is metadata
 *   kinds: [rocky, "{{ source_type }}"]
 *   metadata: {table: "{{ table_name }}"}
 *   deps: [landing/load]
 * }</pre>
 *
 * <p>or one template that produces such a mapping: {@code translation: "{{ {'group_name': source_type} }}"}. For all
 * assets, and only supported here:
 *
 * <pre>{@code
 *   key: {source: "raw/{table}", model: "{schema}/{table}", node: "{pipeline}/{label}"}
 *   group: {model: "{schema}"}          # the same choice
 *   tags: {model: {team: data}}
 *   prefix: dwh                         # before every key
 *   rename: {"transformation:fct": marts/revenue}
 * }</pre>
 *
 * <p>A node of the graph that has a target is a model. {@code group} with a string is {@code group_name}, the name
 * that Dagster requires.
 */
public final class Translation {

    /** The kind of thing that a template names. */
    enum Kind {
        /** A table of a discovered source. */
        SOURCE("source", Set.of()),
        /** A model, including a node of the graph with a target. */
        MODEL("model", ModelFields.NAMES),
        /** Any other node of the graph. */
        NODE("node", NodeFields.NAMES);

        private final String word;
        private final Set<String> fields;

        Kind(String word, Set<String> fields) {
            this.word = word;
            this.fields = fields;
        }

        /** Returns the word used in {@code translation}. */
        String word() {
            return word;
        }

        static Optional<Kind> ofWord(String word) {
            return List.of(values()).stream().filter(kind -> kind.word.equals(word)).findFirst();
        }

        Template template(String text) {
            // Only a source knows the parts of its schema name.
            return this == SOURCE ? Template.parse(text) : Template.parse(text, fields);
        }
    }

    private final TableRules tables;
    private final Map<Kind, Template> keys;
    private final Map<Kind, Template> groups;
    private final Map<Kind, Map<String, Template>> tags;
    private final List<String> prefix;
    private final Map<String, AssetKey> renames;

    /**
     * @param prefix segments before every key except a renamed one
     * @param renames whole keys by node id
     */
    Translation(
            TableRules tables,
            Map<Kind, Template> keys,
            Map<Kind, Template> groups,
            Map<Kind, Map<String, Template>> tags,
            List<String> prefix,
            Map<String, AssetKey> renames) {
        this.tables = tables;
        this.keys = Map.copyOf(keys);
        this.groups = Map.copyOf(groups);
        this.tags = Map.copyOf(tags);
        this.prefix = List.copyOf(prefix);
        this.renames = Map.copyOf(renames);
    }

    /**
     * Reads the attribute's value.
     *
     * @param attribute a mapping, or a string that is one template
     * @throws TranslationException if it has an unknown member, kind of thing or placeholder, or a value of the wrong
     *     type
     */
    public static Translation of(Object attribute) {
        return new TranslationReader().read(attribute);
    }

    /** Returns a translator that applies these rules to the results of another one. */
    public RockyTranslator over(RockyTranslator base) {
        return new DeclaredTranslator(base, this);
    }

    /** Returns the rules for source tables. */
    TableRules tables() {
        return tables;
    }

    /** Returns the ids of renamed nodes. */
    Set<String> renamed() {
        return renames.keySet();
    }

    /** Returns the key that this node is renamed to; empty if it isn't renamed. */
    Optional<AssetKey> renamed(String id) {
        return Optional.ofNullable(renames.get(id));
    }

    /** Returns the key of a table by these rules. */
    AssetKey key(TableScope table, AssetKey base) {
        List<String> path = new ArrayList<>(prefix);
        tables.given("key_prefix", table).ifPresent(given -> path.addAll(given.texts()));
        path.addAll(tables.given("key", table)
                .filter(given -> given.value() != null)
                .map(given -> given.value() instanceof List ? given.texts() : List.of(given.text().split("/", -1)))
                .orElse(base.path()));
        return new AssetKey(path);
    }

    /** Returns the key by the rules for its kind; the base translator's key if there are none. */
    AssetKey key(Kind kind, PlaceholderValues fields, AssetKey base) {
        List<String> path = new ArrayList<>(prefix);
        Template template = keys.get(kind);
        path.addAll(template == null ? base.path() : template.path(fields.variables()));
        return new AssetKey(path);
    }

    String group(Kind kind, PlaceholderValues fields, String base) {
        Template template = groups.get(kind);
        return template == null ? base : template.text(fields.variables());
    }

    Map<String, String> tags(Kind kind, PlaceholderValues fields, Map<String, String> base) {
        Map<String, String> all = new LinkedHashMap<>(base);
        tags.getOrDefault(kind, Map.of()).forEach((name, template) -> all.put(name, template.text(fields.variables())));
        return all;
    }
}
