package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.translate.Translation.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Applies a {@link Translation} to the results of another translator. */
final class DeclaredTranslator extends RockyTranslator {

    /** Dagster's group for an asset without one. */
    private static final String NO_GROUP = "default";

    private final RockyTranslator base;
    private final Translation rules;

    DeclaredTranslator(RockyTranslator base, Translation rules) {
        this.base = base;
        this.rules = rules;
    }

    @Override
    public Set<String> namedNodes() {
        return rules.renamed();
    }

    private TableScope scope(SourceInfo source, TableInfo table) {
        return new TableScope(base, source, table);
    }

    private Optional<TableRules.Given> given(String member, SourceInfo source, TableInfo table) {
        return rules.tables().given(member, scope(source, table));
    }

    @Override
    public AssetKey getAssetKey(SourceInfo source, TableInfo table) {
        return rules.renamed(source.nodeId(table))
                .orElseGet(() -> rules.key(scope(source, table), base.getAssetKey(source, table)));
    }

    @Override
    public String getGroupName(SourceInfo source) {
        return base.getGroupName(source);
    }

    @Override
    public String getGroupName(SourceInfo source, TableInfo table) {
        return given("group_name", source, table)
                .map(given -> given.optionalText().orElse(NO_GROUP))
                .orElseGet(() -> base.getGroupName(source, table));
    }

    @Override
    public Set<String> getKinds(SourceInfo source, TableInfo table) {
        return given("kinds", source, table)
                .<Set<String>>map(given -> new TreeSet<>(given.texts()))
                .orElseGet(() -> base.getKinds(source, table));
    }

    @Override
    public Optional<String> getDescription(SourceInfo source, TableInfo table) {
        return given("description", source, table)
                .map(TableRules.Given::optionalText)
                .orElseGet(() -> base.getDescription(source, table));
    }

    @Override
    public Set<String> getOwners(SourceInfo source, TableInfo table) {
        return given("owners", source, table)
                .<Set<String>>map(given -> new TreeSet<>(given.texts()))
                .orElseGet(() -> base.getOwners(source, table));
    }

    @Override
    public Map<String, String> getTags(SourceInfo source, TableInfo table) {
        return merged(base.getTags(source, table), given("tags", source, table));
    }

    @Override
    public Map<String, String> getMetadata(SourceInfo source, TableInfo table) {
        return merged(base.getMetadata(source, table), given("metadata", source, table));
    }

    private static Map<String, String> merged(Map<String, String> base, Optional<TableRules.Given> given) {
        Map<String, String> merged = new LinkedHashMap<>(base);
        given.ifPresent(more -> merged.putAll(more.pairs()));
        return merged;
    }

    @Override
    public List<AssetKey> getAssetDeps(SourceInfo source, TableInfo table) {
        return given("deps", source, table)
                .map(given -> given.texts().stream().map(key -> new AssetKey(List.of(key.split("/", -1)))).toList())
                .orElseGet(() -> base.getAssetDeps(source, table));
    }

    @Override
    public AssetKey getModelAssetKey(ModelDetail model) {
        AssetKey key = base.getModelAssetKey(model);
        return rules.renamed(model.nodeId())
                .orElseGet(() -> rules.key(Kind.MODEL, fields(model), key));
    }

    private ModelFields fields(ModelDetail model) {
        return new ModelFields(model.name(), model.target(), model.strategy(), base.getModelGroupName(model));
    }

    @Override
    public String getModelGroupName(ModelDetail model) {
        return rules.group(Kind.MODEL, fields(model), base.getModelGroupName(model));
    }

    @Override
    public Map<String, String> getModelTags(ModelDetail model) {
        return rules.tags(Kind.MODEL, fields(model), base.getModelTags(model));
    }

    @Override
    public Map<String, String> getModelMetadata(ModelDetail model) {
        return base.getModelMetadata(model);
    }

    @Override
    public List<AssetKey> getModelAssetDeps(ModelDetail model) {
        return base.getModelAssetDeps(model);
    }

    private static Kind kind(DagNode node) {
        return node.kind() == NodeKind.TRANSFORMATION && node.target().isPresent() ? Kind.MODEL : Kind.NODE;
    }

    private PlaceholderValues fields(DagNode node) {
        String group = base.getDagGroupName(node);
        return kind(node) == Kind.MODEL
                ? new ModelFields(node.label(), node.target(), node.strategy(), group)
                : new NodeFields(node, group);
    }

    @Override
    public AssetKey getDagNodeAssetKey(DagNode node) {
        return rules.renamed(node.id())
                .orElseGet(() -> rules.key(kind(node), fields(node), base.getDagNodeAssetKey(node)));
    }

    @Override
    public String getDagGroupName(DagNode node) {
        return rules.group(kind(node), fields(node), base.getDagGroupName(node));
    }

    @Override
    public Map<String, String> getDagTags(DagNode node) {
        return rules.tags(kind(node), fields(node), base.getDagTags(node));
    }

    @Override
    public Map<String, String> getDagMetadata(DagNode node) {
        return base.getDagMetadata(node);
    }

    @Override
    public List<AssetKey> getDagAssetDeps(DagNode node) {
        return base.getDagAssetDeps(node);
    }
}
