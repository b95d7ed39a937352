package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.SpecSource;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of one spec of a resource that are stored after the others; read lazily and cached. */
final class StoredDetails implements SpecSource.Details {

    private final StoredBytes stored;
    private final int position;
    private final String name;
    private volatile @Nullable Facts facts;
    private volatile @Nullable SortedMap<String, List<ColumnSource>> columnLineage;

    /** All members except the lineage, which is much larger. */
    private record Facts(
            SortedMap<String, String> tags,
            SortedSet<String> kinds,
            SortedSet<String> owners,
            Optional<String> description,
            SortedMap<String, String> metadata,
            Stated stated,
            List<Target> writes,
            List<Target> reads) {}

    /**
     * Creates the members.
     *
     * @param position where the tags begin
     * @param name the resource's name, for messages
     */
    StoredDetails(StoredBytes stored, int position, String name) {
        this.stored = stored;
        this.position = position;
        this.name = name;
    }

    @Override
    public SortedMap<String, String> tags() {
        return facts().tags();
    }

    @Override
    public SortedSet<String> kinds() {
        return facts().kinds();
    }

    @Override
    public SortedSet<String> owners() {
        return facts().owners();
    }

    @Override
    public Optional<String> description() {
        return facts().description();
    }

    @Override
    public SortedMap<String, String> metadata() {
        return facts().metadata();
    }

    @Override
    public Stated stated() {
        return facts().stated();
    }

    @Override
    public List<Target> writes() {
        return facts().writes();
    }

    @Override
    public List<Target> reads() {
        return facts().reads();
    }

    private Facts facts() {
        Facts known = facts;
        if (known == null) {
            try {
                StoredBytes.Cursor from = stored.at(position);
                SortedMap<String, String> tags = pairs(from);
                SortedSet<String> kinds = texts(from);
                SortedSet<String> owners = texts(from);
                Optional<String> description = Optional.ofNullable(from.textOrNull());
                SortedMap<String, String> metadata = pairs(from);
                Stated stated = new Stated(pairs(from), pairs(from), pairs(from), from.digest());
                known = new Facts(tags, kinds, owners, description, metadata, stated, tables(from), tables(from));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw StoredBytes.damaged(name, e);
            }
            facts = known;
        }
        return known;
    }

    private static List<Target> tables(StoredBytes.Cursor from) {
        Target[] tables = new Target[from.size()];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = table(from);
        }
        return List.of(tables);
    }

    static Target table(StoredBytes.Cursor from) {
        return new Target(from.text(), from.text(), from.text());
    }

    private static SortedSet<String> texts(StoredBytes.Cursor from) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(Arrays.asList(from.texts())));
    }

    static SortedMap<String, String> pairs(StoredBytes.Cursor from) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (int i = from.size(); i > 0; i--) {
            pairs.put(from.text(), from.text());
        }
        return Collections.unmodifiableSortedMap(pairs);
    }

    @Override
    public SortedMap<String, List<ColumnSource>> columnLineage() {
        SortedMap<String, List<ColumnSource>> known = columnLineage;
        if (known == null) {
            try {
                StoredBytes.Cursor from = stored.at(position);
                from.skip(2 * from.size());
                from.skip(from.size());
                from.skip(from.size());
                from.textOrNull();
                from.skip(2 * from.size());
                from.skip(2 * from.size());
                from.skip(2 * from.size());
                from.skip(2 * from.size());
                from.digest();
                from.skip(3 * from.size());
                from.skip(3 * from.size());
                known = lineage(from);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw StoredBytes.damaged(name, e);
            }
            columnLineage = known;
        }
        return known;
    }

    private static SortedMap<String, List<ColumnSource>> lineage(StoredBytes.Cursor from) {
        SortedMap<String, List<ColumnSource>> lineage = new TreeMap<>();
        for (int i = from.size(); i > 0; i--) {
            String column = from.text();
            ColumnSource[] sources = new ColumnSource[from.size()];
            for (int j = 0; j < sources.length; j++) {
                sources[j] = new ColumnSource(
                        from.key(), from.text(), from.text(), from.present() ? Optional.of(table(from)) : Optional.empty());
            }
            lineage.put(column, List.of(sources));
        }
        return Collections.unmodifiableSortedMap(lineage);
    }
}
