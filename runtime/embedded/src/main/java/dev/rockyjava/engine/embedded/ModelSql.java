package dev.rockyjava.engine.embedded;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The statements for each strategy of an unpartitioned model (ENGINE.md §7.7). */
final class ModelSql {

    private ModelSql() {}

    /**
     * Returns the statements, to be executed separately: as in the engine, the effects of those before a failing one
     * remain. Each is created when its turn comes.
     *
     * @param exists whether the target already exists
     */
    static List<Supplier<String>> statements(ModelSpec spec, boolean exists) {
        String target = spec.target().sql();
        String query = spec.model().sql();
        String create = "CREATE TABLE " + target + " AS\n" + query;
        String insert = "INSERT INTO " + target + "\n" + query;
        return switch (spec.type()) {
            case "full_refresh" -> List.of(() -> "CREATE OR REPLACE TABLE " + target + " AS\n" + query);
            case "view" -> List.of(() -> "CREATE OR REPLACE VIEW " + target + " AS\n" + query);
            case "incremental" -> {
                spec.text("timestamp_column"); // required, although the engine doesn't select by it
                yield List.of(() -> exists ? insert : create);
            }
            case "merge" -> {
                refuseColumnsThatAreInferred(spec);
                yield exists ? List.of(() -> merge(spec)) : List.of(() -> create, () -> merge(spec));
            }
            case "delete_insert" -> exists ? List.of(() -> delete(spec), () -> insert) : List.of(() -> create);
            default -> throw Refusal.of("the model strategy '" + spec.type() + "'", spec.strategyFile(), "strategy.type");
        };
    }

    private static void refuseColumnsThatAreInferred(ModelSpec spec) {
        if (spec.strategy().path("update_columns").isMissingNode()) {
            // The engine takes the columns that its compiler infers, and fails if it can't infer them.
            throw Refusal.of(
                    "a merge whose update_columns are not listed", spec.strategyFile(), "strategy.update_columns");
        }
    }

    private static String merge(ModelSpec spec) {
        String on = spec.names("unique_key").stream()
                .map(key -> "t." + Sql.name(key) + " = s." + Sql.name(key))
                .collect(Collectors.joining(" AND "));
        String set = spec.names("update_columns").stream()
                .map(column -> Sql.name(column) + " = s." + Sql.name(column))
                .collect(Collectors.joining(", "));
        return "MERGE INTO " + spec.target().sql() + " AS t USING (\n" + spec.model().sql() + "\n) AS s ON " + on
                + " WHEN MATCHED THEN UPDATE SET " + set + " WHEN NOT MATCHED THEN INSERT *";
    }

    private static String delete(ModelSpec spec) {
        String keys = Sql.names(spec.names("partition_by"));
        return "DELETE FROM " + spec.target().sql() + " WHERE (" + keys + ") IN (SELECT DISTINCT " + keys + " FROM (\n"
                + spec.model().sql() + "\n) AS incoming)";
    }
}
