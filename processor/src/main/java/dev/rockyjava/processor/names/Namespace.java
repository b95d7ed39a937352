package dev.rockyjava.processor.names;

import dev.rockyjava.asset.AssetSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One holder class: its constants and its nested holders. The tree of holders mirrors the paths of the keys. If a key
 * is the beginning of another one, its columns and the assets below it share a holder.
 *
 * @see NamespaceTree
 */
public final class Namespace {

    private final String typeName;
    private final List<String> path;
    private final SortedMap<String, AssetSpec> constants = new TreeMap<>();
    private final SortedMap<String, String> columns = new TreeMap<>();
    private final SortedMap<String, Namespace> children = new TreeMap<>();
    private @Nullable AssetSpec owner;

    Namespace(String typeName, List<String> path) {
        this.typeName = typeName;
        this.path = List.copyOf(path);
    }

    /** Returns the simple name of the holder class. */
    public String typeName() {
        return typeName;
    }

    /** Returns the leading segments of its keys; none for the outermost holder. */
    public List<String> path() {
        return path;
    }

    /** Returns the assets by the name of their constant, sorted. */
    public SortedMap<String, AssetSpec> constants() {
        return Collections.unmodifiableSortedMap(constants);
    }

    /** Returns the asset whose columns are in this holder; empty if it has no columns. */
    public Optional<AssetSpec> columnOwner() {
        return Optional.ofNullable(owner);
    }

    /** Returns the columns of {@link #columnOwner()} by the name of their constant, sorted. */
    public SortedMap<String, String> columns() {
        return Collections.unmodifiableSortedMap(columns);
    }

    /** Returns the nested holders, sorted by name. */
    public Collection<Namespace> children() {
        return Collections.unmodifiableCollection(children.values());
    }

    SortedMap<String, AssetSpec> mutableConstants() {
        return constants;
    }

    SortedMap<String, String> mutableColumns() {
        return columns;
    }

    SortedMap<String, Namespace> mutableChildren() {
        return children;
    }

    void columnOwner(AssetSpec asset) {
        owner = asset;
    }

    /** Returns the asset or column whose constant has this name; empty if there is none. */
    Optional<Nameable> named(String constant) {
        AssetSpec asset = constants.get(constant);
        if (asset != null) {
            return Optional.of(Nameable.asset(asset.nodeId()));
        }
        String column = columns.get(constant);
        return column == null || owner == null
                ? Optional.empty()
                : Optional.of(new Nameable(owner.nodeId(), column));
    }
}
