package coffee.larkspur.warehouse;

import dev.rockyjava.asset.Asset;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Target;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints the first rows of each asset's table, which it locates by the definitions. */
final class MartReport {

    private static final int ROWS = 5;

    private final Definitions definitions;
    private final WarehouseDatabase database;
    private final PrintStream out;

    MartReport(Definitions definitions, WarehouseDatabase database, PrintStream out) {
        this.definitions = definitions;
        this.database = database;
        this.out = out;
    }

    void show(Asset... assets) {
        for (Asset asset : assets) {
            Target target = definitions.get(asset).target().orElseThrow();
            String table = "\"" + target.schema() + "\".\"" + target.table() + "\"";
            out.println();
            if (!database.has(target)) {
                out.println(target + ": not built yet");
                continue;
            }
            String count = database.query("SELECT count(*) FROM " + table).get(1).get(0);
            out.println(target + ": " + count + " rows");
            print(database.query("SELECT * FROM " + table + " ORDER BY ALL LIMIT " + ROWS));
        }
    }

    private void print(List<List<String>> table) {
        List<Integer> widths = IntStream.range(0, table.get(0).size())
                .mapToObj(column -> table.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        for (List<String> row : table) {
            out.println(IntStream.range(0, row.size())
                    .mapToObj(i -> String.format(Locale.ROOT, "%-" + Math.max(1, widths.get(i)) + "s", row.get(i)))
                    .collect(Collectors.joining("  ", "  ", ""))
                    .stripTrailing());
        }
    }
}
