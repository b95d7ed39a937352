package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.translate.Translation.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies a {@link Translation} to what another translator says. */
final class DeclaredTranslator extends RockyTranslator {

    private final RockyTranslator base;
    private final Translation rules;

    DeclaredTranslator(RockyTranslator base, Translation rules) {
        this.base = base;
        this.rules = rules;
    }

    @Override
    public Set<String> namedNodes() {
        return rules.renames().keySet();
    }

    private SourceFields fields(SourceInfo source, TableInfo table) {
        return new SourceFields(source, Optional.of(table), base.getGroupName(source));
    }

    @Override
    public AssetKey getAssetKey(SourceInfo source, TableInfo table) {
        return rules.renamed(source.nodeId(table))
                .orElseGet(() -> rules.key(Kind.SOURCE, fields(source, table), base.getAssetKey(source, table)));
    }

    @Override
    public String getGroupName(SourceInfo source) {
        String group = base.getGroupName(source);
        return rules.group(Kind.SOURCE, new SourceFields(source, Optional.empty(), group), group);
    }

    @Override
    public Map<String, String> getTags(SourceInfo source, TableInfo table) {
        return rules.tags(Kind.SOURCE, fields(source, table), base.getTags(source, table));
    }

    @Override
    public Map<String, String> getMetadata(SourceInfo source, TableInfo table) {
        return base.getMetadata(source, table);
    }

    @Override
    public List<AssetKey> getAssetDeps(SourceInfo source, TableInfo table) {
        return base.getAssetDeps(source, table);
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

    private Fields fields(DagNode node) {
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
