package dev.rockyjava.processor.names;

import dev.rockyjava.asset.AssetSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One holder class: the constants in it and the holders nested in it. The tree of them mirrors the paths of the keys.
 *
 * @see NamespaceTree
 */
public final class Namespace {

    private final String typeName;
    private final List<String> path;
    private final SortedMap<String, AssetSpec> constants = new TreeMap<>();
    private final SortedMap<String, Namespace> children = new TreeMap<>();

    Namespace(String typeName, List<String> path) {
        this.typeName = typeName;
        this.path = List.copyOf(path);
    }

    /** The simple name of the holder class. */
    public String typeName() {
        return typeName;
    }

    /** The leading segments of the keys in it; none for the outermost. */
    public List<String> path() {
        return path;
    }

    /** The assets by the name of their constant, sorted. */
    public SortedMap<String, AssetSpec> constants() {
        return Collections.unmodifiableSortedMap(constants);
    }

    /** The nested holders, sorted by their name. */
    public Collection<Namespace> children() {
        return Collections.unmodifiableCollection(children.values());
    }

    SortedMap<String, AssetSpec> mutableConstants() {
        return constants;
    }

    SortedMap<String, Namespace> mutableChildren() {
        return children;
    }
}
