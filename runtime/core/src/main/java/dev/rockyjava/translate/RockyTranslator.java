package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.VolatileMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Determines the key and the description of each asset. There is a group of methods for each kind of thing: for
 * source tables and models, which are assets in discover mode, and for the nodes of the graph, which are assets in
 * DAG mode. Override a method to name assets differently; the result must depend only on the arguments, since
 * generated and run-time definitions are compared.
 *
 * <p>The defaults are those of dagster-rocky's {@code RockyDagsterTranslator}, with one addition in DAG mode: the
 * governance tags of models, which dagster-rocky has in discover mode only. Not called for tests, which are checks on
 * their parent rather than assets.
 */
public class RockyTranslator {

    private static final Pattern INVALID = Pattern.compile("[^A-Za-z0-9_]");
    private static final String DEFAULT = "default";

    /** Creates a translator with dagster-rocky's rules. */
    public RockyTranslator() {}

    /** Returns the asset key of a source table. By default: source type, each component, table. */
    public AssetKey getAssetKey(SourceInfo source, TableInfo table) {
        List<String> path = new ArrayList<>();
        path.add(source.sourceType());
        source.components().forEach(component -> path.add(component.text()));
        path.add(table.name());
        return new AssetKey(path);
    }

    /**
     * Returns the group of a source's tables. By default its first component that can't repeat, otherwise the source
     * type.
     */
    public String getGroupName(SourceInfo source) {
        return source.components().stream()
                .filter(component -> !component.repeated())
                .findFirst()
                .map(SourceInfo.Component::text)
                .orElse(source.sourceType());
    }

    /** Returns the group of one table of a source. By default the group of the source. */
    public String getGroupName(SourceInfo source, TableInfo table) {
        return getGroupName(source);
    }

    /**
     * Returns the kinds of a source table: short words for its technology. By default {@code rocky} and the source
     * type.
     */
    public Set<String> getKinds(SourceInfo source, TableInfo table) {
        return Set.of("rocky", source.sourceType());
    }

    /** Returns the description of a source table, to display. By default empty. */
    public Optional<String> getDescription(SourceInfo source, TableInfo table) {
        return Optional.empty();
    }

    /** Returns the owners of a source table: e-mail addresses, and teams as {@code team:finance}. By default none. */
    public Set<String> getOwners(SourceInfo source, TableInfo table) {
        return Set.of();
    }

    /**
     * Returns the tags of a source table. By default {@code rocky/source_type} and each component that can't repeat.
     */
    public Map<String, String> getTags(SourceInfo source, TableInfo table) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("rocky/source_type", source.sourceType());
        source.components().stream()
                .filter(component -> !component.repeated())
                .forEach(component -> tags.put("rocky/" + component.name(), component.text()));
        return tags;
    }

    /**
     * Returns the metadata of a source table. By default {@code source_id}, {@code source_type}, {@code last_sync_at}
     * and {@code row_count} where known, and the metadata added by the adapter.
     */
    public Map<String, String> getMetadata(SourceInfo source, TableInfo table) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("source_id", source.id());
        metadata.put("source_type", source.sourceType());
        source.lastSyncAt().ifPresent(time -> metadata.put(VolatileMetadata.LAST_SYNC_AT, SyncTime.isoFormat(time)));
        table.rowCount().ifPresent(count -> metadata.put(VolatileMetadata.ROW_COUNT, count.toString()));
        metadata.putAll(source.metadata());
        return metadata;
    }

    /**
     * Returns the dependencies of a source table. By default none.
     *
     * @return keys of other assets; a key without an asset is left out with a warning
     */
    public List<AssetKey> getAssetDeps(SourceInfo source, TableInfo table) {
        return List.of();
    }

    /** Returns the asset key of a model. By default: catalog, schema, table; without a target, the name. */
    public AssetKey getModelAssetKey(ModelDetail model) {
        return model.target()
                .map(target -> AssetKey.of(target.catalog(), target.schema(), target.table()))
                .orElseGet(() -> AssetKey.of(INVALID.matcher(model.name()).replaceAll("_")));
    }

    /** Returns the group of a model. By default the target's schema, otherwise "models". */
    public String getModelGroupName(ModelDetail model) {
        return model.target().map(Target::schema).orElse("models");
    }

    /**
     * Returns the tags of a model. By default its governance tags, and {@code rocky/model_name}, {@code
     * rocky/target_catalog}, {@code rocky/target_schema} and {@code rocky/strategy}. In each name and value,
     * characters other than letters, digits and {@code _ . -} are replaced by {@code _}, and everything after 63
     * characters is cut off: these are Dagster's limits. If two names become equal, the later one in alphabetical
     * order wins.
     */
    public Map<String, String> getModelTags(ModelDetail model) {
        Map<String, String> tags = governanceTags(model.tags());
        tags.put("rocky/model_name", TagText.of(model.name()));
        tags.put("rocky/target_catalog", TagText.of(model.target().map(Target::catalog).orElse("")));
        tags.put("rocky/target_schema", TagText.of(model.target().map(Target::schema).orElse("")));
        model.strategy()
                .filter(strategy -> !strategy.isEmpty())
                .ifPresent(strategy -> tags.put("rocky/strategy", TagText.of(strategy)));
        return tags;
    }

    /** Returns the metadata of a model. By default {@code rocky/target_table} and {@code rocky/strategy}. */
    public Map<String, String> getModelMetadata(ModelDetail model) {
        String table = model.target()
                .map(target -> target.catalog() + "." + target.schema() + "." + target.table())
                .orElse("..");
        return Map.of("rocky/target_table", table, "rocky/strategy", model.strategy().orElse(""));
    }

    /**
     * Returns the dependencies of a model in addition to those declared in the project. By default none.
     *
     * @return keys of other assets; a key without an asset is left out with a warning
     */
    public List<AssetKey> getModelAssetDeps(ModelDetail model) {
        return List.of();
    }

    /**
     * Returns the asset key of a node. By default:
     *
     * <ul>
     *   <li>a transformation with a target: catalog, schema, table
     *   <li>a seed: {@code seed}, label
     *   <li>a source: pipeline, {@code source}; a load: pipeline, {@code load}
     *   <li>a quality pipeline: {@code quality}, pipeline; a snapshot pipeline: {@code snapshot}, pipeline
     *   <li>anything else: the id, with each character other than letters, digits and {@code _} replaced by {@code _}
     * </ul>
     *
     * <p>A node without a pipeline, or with an empty pipeline name, counts as part of the pipeline {@code default}.
     */
    public AssetKey getDagNodeAssetKey(DagNode node) {
        String pipeline = node.pipeline().filter(name -> !name.isEmpty()).orElse(DEFAULT);
        String word = node.kind().word();
        return switch (node.kind().defaultKey()) {
            case TARGET -> node.target()
                    .map(target -> AssetKey.of(target.catalog(), target.schema(), target.table()))
                    .orElseGet(() -> sanitizedId(node));
            case WORD_AND_LABEL -> AssetKey.of(word, node.label());
            case WORD_AND_PIPELINE -> AssetKey.of(word, pipeline);
            case PIPELINE_AND_WORD -> AssetKey.of(pipeline, word);
            case NODE_ID -> sanitizedId(node);
        };
    }

    /**
     * Returns the group of a node. By default the target's schema for a transformation, otherwise the pipeline,
     * otherwise {@code default}.
     */
    public String getDagGroupName(DagNode node) {
        Optional<String> schema = node.kind() == NodeKind.TRANSFORMATION ? node.target().map(Target::schema) : Optional.empty();
        return schema.or(node::pipeline).orElse(DEFAULT);
    }

    /**
     * Returns the tags of a node. By default {@code rocky/kind} and, for a model, its governance tags in the same
     * spelling as in {@link #getModelTags}.
     */
    public Map<String, String> getDagTags(DagNode node) {
        Map<String, String> tags = governanceTags(node.tags());
        tags.put("rocky/kind", node.kindWord());
        return tags;
    }

    /**
     * Returns the metadata of a node. By default {@code rocky/node_id}, {@code rocky/kind} and, if it has one, {@code
     * rocky/pipeline}.
     */
    public Map<String, String> getDagMetadata(DagNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("rocky/node_id", node.id());
        metadata.put("rocky/kind", node.kindWord());
        node.pipeline().ifPresent(pipeline -> metadata.put("rocky/pipeline", pipeline));
        return metadata;
    }

    /**
     * Returns the dependencies of a node in addition to those in the graph. By default none.
     *
     * @return keys of other assets; a key without an asset is left out with a warning
     */
    public List<AssetKey> getDagAssetDeps(DagNode node) {
        return List.of();
    }

    /**
     * Returns the ids of nodes that this translator refers to by name. An id that the snapshot doesn't contain causes
     * a warning: the node was renamed, or the id is misspelled.
     *
     * @return none by default
     */
    public Set<String> namedNodes() {
        return Set.of();
    }

    /** No name contains a {@code /}, so a project's tag can't replace one of the {@code rocky/} tags. */
    private static Map<String, String> governanceTags(Map<String, String> ofModel) {
        Map<String, String> tags = new LinkedHashMap<>();
        ofModel.entrySet().stream()
                .filter(tag -> !tag.getKey().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tags.put(TagText.of(tag.getKey()), TagText.of(tag.getValue())));
        return tags;
    }

    private static AssetKey sanitizedId(DagNode node) {
        return AssetKey.of(INVALID.matcher(node.id()).replaceAll("_"));
    }
}
