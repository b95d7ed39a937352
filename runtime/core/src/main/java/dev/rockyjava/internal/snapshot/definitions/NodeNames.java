package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Resolves names in a model's SQL to nodes. A name is that of a model (or of a seed, as in dagster-rocky), or that of
 * the physical table that a node writes. Parts that it omits are taken from the model's own catalog and schema.
 */
final class NodeNames {

    /** The schema in which the engine puts a seed without a target of its own (ENGINE.md §2.16). */
    private static final String SCHEMA_OF_SEEDS = "seeds";

    private final SqlNames models = new SqlNames();
    private final SqlNames seeds = new SqlNames();
    private final SqlNames tables = new SqlNames();
    private final SqlNames tablesOfNoCatalog = new SqlNames();
    private final SqlNames tablesOfAnyCatalog = new SqlNames();
    private final SqlNames tablesOfNoSchema = new SqlNames();
    private final SqlNames tablesOfAnySchema = new SqlNames();
    private final SqlNames schemas = new SqlNames();
    private final SqlNames schemasOfNoCatalog = new SqlNames();
    private final SqlNames schemasOfAnyCatalog = new SqlNames();

    /**
     * What a name refers to.
     *
     * @param ids of nodes, sorted
     * @param byName whether it is the name of a model or seed, rather than of a table
     * @param guessed whether the match depends on a connection's defaults, which aren't known
     */
    record NameMatch(List<String> ids, boolean byName, boolean guessed) {

        static final NameMatch NOTHING = new NameMatch(List.of(), false, false);
    }

    void add(Node node) {
        if (node.kind() == NodeKind.TRANSFORMATION) {
            models.add(SqlNames.parts(node.label()), node.id());
        } else if (node.kind() == NodeKind.SEED) {
            seeds.add(SqlNames.parts(node.label()), node.id());
        }
        node.target().ifPresent(target -> {
            if (target.catalog().isEmpty() && target.schema().isEmpty()) {
                tablesOfNoSchema.add(List.of(target.table()), node.id());
            }
            boolean homeless = target.schema().isEmpty() && node.kind() == NodeKind.SEED;
            String schema = homeless ? SCHEMA_OF_SEEDS : target.schema();
            add(new WrittenTable(node.id(), target.catalog(), schema, Optional.of(target.table())));
        });
    }

    void add(WrittenTable written) {
        String catalog = written.catalog();
        String schema = written.schema();
        written.table().ifPresentOrElse(
                table -> {
                    tablesOfAnySchema.add(List.of(table), written.id());
                    tablesOfAnyCatalog.add(List.of(schema, table), written.id());
                    if (catalog.isEmpty()) {
                        tablesOfNoCatalog.add(List.of(schema, table), written.id());
                    } else {
                        tables.add(List.of(catalog, schema, table), written.id());
                    }
                },
                () -> {
                    schemasOfAnyCatalog.add(List.of(schema), written.id());
                    if (catalog.isEmpty()) {
                        schemasOfNoCatalog.add(List.of(schema), written.id());
                    } else {
                        schemas.add(List.of(catalog, schema), written.id());
                    }
                });
    }

    /** Returns the models with a bare name; if there are none, the seeds; otherwise the tables with only a name. */
    NameMatch named(List<String> parts) {
        return found(models.find(parts), true, false)
                .or(() -> found(seeds.find(parts), true, false))
                .or(() -> found(tablesOfNoSchema.find(parts), false, false))
                .orElse(NameMatch.NOTHING);
    }

    /**
     * Returns what a name in the position of a table refers to.
     *
     * @param reader the target of the model whose SQL has the name; empty if it isn't known
     */
    NameMatch find(List<String> parts, Optional<Target> reader) {
        String catalog = reader.map(Target::catalog).orElse("");
        return switch (parts.size()) {
            case 1 -> bare(parts, catalog, reader.map(Target::schema).orElse(""));
            case 2 -> inSchema(catalog, parts.get(0), parts.get(1));
            case 3 -> found(tables.find(parts), false, false)
                    .or(() -> found(tablesOfNoCatalog.find(parts.subList(1, 3)), false, false))
                    .or(() -> found(schemas.find(parts.subList(0, 2)), false, false))
                    .or(() -> found(schemasOfNoCatalog.find(parts.subList(1, 2)), false, false))
                    .orElse(NameMatch.NOTHING);
            default -> NameMatch.NOTHING;
        };
    }

    private NameMatch bare(List<String> name, String catalog, String schema) {
        return found(models.find(name), true, false)
                .or(() -> found(tables.find(List.of(catalog, schema, name.get(0))), false, false))
                .or(() -> found(tablesOfNoCatalog.find(List.of(schema, name.get(0))), false, false))
                .or(() -> found(seeds.find(name), true, false))
                .or(() -> found(tablesOfNoSchema.find(name), false, false))
                .or(() -> found(tablesOfAnySchema.find(name), false, true))
                .orElse(NameMatch.NOTHING);
    }

    private NameMatch inSchema(String catalog, String schema, String table) {
        List<String> name = List.of(schema, table);
        boolean guessed = !catalog.isEmpty();
        return found(tables.find(List.of(catalog, schema, table)), false, false)
                .or(() -> found(tablesOfNoCatalog.find(name), false, false))
                .or(() -> found(tablesOfAnyCatalog.find(name), false, guessed))
                .or(() -> found(schemas.find(List.of(catalog, schema)), false, false))
                .or(() -> found(schemasOfNoCatalog.find(List.of(schema)), false, false))
                .or(() -> found(schemasOfAnyCatalog.find(List.of(schema)), false, guessed))
                .orElse(NameMatch.NOTHING);
    }

    private static Optional<NameMatch> found(Collection<String> ids, boolean byName, boolean guessed) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(new NameMatch(new ArrayList<>(ids), byName, guessed));
    }
}
