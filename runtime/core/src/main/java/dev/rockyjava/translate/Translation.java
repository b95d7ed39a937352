package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How assets are named without a class, as the attribute {@code translation} says it. For the tables of discovered sources,
 * as dagster-rocky has it:
 *
 * <pre>{@code
 * translation:
 *   key: raw/{{ source_type }}/{{ table_name | lower }}
 *   group_name: "{{ source_type }}"
 *   key_prefix: dwh                     # before every such key; a list for several segments
 *   description: Copied from {{ source_id }}
 *   owners: ["team:data"]
 *   tags: {team: "{{ source_type }}"}   # added to those that there are, as metadata is
 *   kinds: [rocky, "{{ source_type }}"]
 *   metadata: {table: "{{ table_name }}"}
 *   deps: [landing/load]
 * }</pre>
 *
 * <p>or one template that makes such a mapping: {@code translation: "{{ {'group_name': source_type} }}"}. For all assets, and
 * known here only:
 *
 * <pre>{@code
 *   key: {source: "raw/{table}", model: "{schema}/{table}", node: "{pipeline}/{label}"}
 *   group: {model: "{schema}"}          # the same choice
 *   tags: {model: {team: data}}
 *   prefix: dwh                         # before every key
 *   rename: {"transformation:fct": marts/revenue}
 * }</pre>
 *
 * <p>A node of the graph that has a target is a model. {@code group} with a text is {@code group_name}, which Dagster
 * insists on.
 */
public final class Translation {

    /** What a template names. */
    enum Kind {
        /** A table of a discovered source. */
        SOURCE("source", Set.of()),
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
        String word() {
            return word;
        }

        static Optional<Kind> ofWord(String word) {
            return List.of(values()).stream().filter(kind -> kind.word.equals(word)).findFirst();
        }

        Template template(String text) {
            // Only a source knows the parts of its schema's name.
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
     * @param prefix segments before every key but a renamed one
     * @param renames whole keys by the node's id
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
     * @param attribute a mapping, or a text that is one template
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

    /** The rules about source tables. */
    TableRules tables() {
        return tables;
    }

    /** The ids of nodes that are renamed. */
    Set<String> renamed() {
        return renames.keySet();
    }

    /** The key that this node is renamed to. */
    Optional<AssetKey> renamed(String id) {
        return Optional.ofNullable(renames.get(id));
    }

    /** The key of a table by the rules. */
    AssetKey key(TableScope table, AssetKey base) {
        List<String> path = new ArrayList<>(prefix);
        tables.given("key_prefix", table).ifPresent(given -> path.addAll(given.texts()));
        path.addAll(tables.given("key", table)
                .filter(given -> given.value() != null)
                .map(given -> given.value() instanceof List ? given.texts() : List.of(given.text().split("/", -1)))
                .orElse(base.path()));
        return new AssetKey(path);
    }

    /** The key by the rules for its kind; that of the base translator where there are none. */
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
