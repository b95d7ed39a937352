package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that people have: what the binary makes of them, this engine makes of them too. */
class SameFilesAsRealEngineTest {

    private static final String SEED_PIPELINE =
            """
            [pipeline.marts]
            type = "transformation"
            models = "models/**"
            [pipeline.marts.target.governance]
            auto_create_schemas = true
            """;
    private static final String TARGET = "[target]\ncatalog = \"wh\"\nschema = \"s\"\n";

    @TempDir
    Path folder;

    static Stream<Arguments> seeds() {
        return Stream.of(
                seed("blanks of Unicode", "a\n\u00a0x\u00a0\n\u2003y\u3000\n\u202fz\u0085\n", ""),
                seed("blanks of Unicode around numbers", "a\n\u00a01\u00a0\n2\n", ""),
                seed("only such a blank", "a,b\n\u00a0,1\n", ""),
                seed("what is a blank for Java only", "a\n\u001cx\u001f\n", ""),
                seed("a header with such blanks", "\u00a0a\u00a0,b\n1,2\n", ""),
                seed("a reserved word as header", "id,order\n1,2\n", ""),
                seed("another reserved word", "select\n1\n", ""),
                seed("a word that is reserved for types only", "date,value,name\n2026-01-01,2,x\n", ""),
                seed("a digit first", "1st\n1\n", ""),
                seed("a blank within a header", "unit price\n1\n", ""),
                seed("a quoted header", "\"\"\"unit price\"\"\"\n1\n", ""),
                seed("letters beyond ASCII", "gr\u00f6\u00dfe\n1\n", ""),
                seed("a dollar in a header", "a$b\n1\n", ""),
                seed("a hyphen in a header", "a-b\n1\n", ""),
                seed("no name in the header", "a,\n1,2\n", ""),
                seed("two headers alike", "a,A\n1,2\n", ""),
                seed("capitals", "OrderId\n1\n", ""),
                seed("nan among numbers", "a\n1.5\nnan\n", ""),
                seed("inf among numbers", "a\n1\ninf\n", ""),
                seed("-Infinity among numbers", "a\n1\n-Infinity\n", ""),
                seed("NaN alone", "a\nNaN\n", ""),
                seed("nan in text", "a\nx\nnan\n", ""),
                seed("nan where the sidecar says DOUBLE", "a\nnan\n", TARGET + "[column_types]\na = \"DOUBLE\"\n"),
                seed("nan where the sidecar says REAL", "a\nnan\n", TARGET + "[column_types]\na = \"REAL\"\n"),
                seed("signs and points", "a,b,c\n+1,.5,1.\n-2,-.5,+2.\n", ""),
                seed("zeros in front", "a\n007\n08\n", ""),
                seed("more digits than a BIGINT has", "a\n9223372036854775808\n1\n", ""),
                seed("forty digits", "a\n1234567890123456789012345678901234567890\n1.5\n", ""),
                seed("exponents", "a\n1e5\n1E-5\n1e308\n", ""),
                seed("an exponent too large", "a\n1e400\n1.5\n", ""),
                seed("many decimals", "a\n0.1234567890123456789\n3.3\n", ""),
                seed("numbers that are rounded", "a\n1.5\n2.5\n", TARGET + "[column_types]\na = \"INTEGER\"\n"),
                seed("text where the sidecar says INTEGER", "a\n1\nx\n", TARGET + "[column_types]\na = \"INTEGER\"\n"),
                seed("yes where the sidecar says BOOLEAN", "a\nyes\nTRUE\n", TARGET + "[column_types]\na = \"BOOLEAN\"\n"),
                seed("1 where the sidecar says BOOLEAN", "a\n1\n0\n", TARGET + "[column_types]\na = \"BOOLEAN\"\n"),
                seed("true among numbers", "a\ntrue\n1\n", ""),
                seed("a day that there is not", "a\n2026-02-30\n", ""),
                seed("a date with letters behind", "a\n2026-01-01x\n", ""),
                seed("a date with a zone", "a\n2026-01-01T10:00:00+02:00\n2026-01-02T00:00:00Z\n", ""),
                seed("digits of other scripts", "a\n\u0661\u0662\n1\n", ""),
                seed("a letter that is longer in lower case", "a\n\u0130\n", ""),
                seed("a byte order mark", "\ufeffid,b\n1,2\n", ""),
                seed("a byte order mark and a quote", "\ufeff\"id\",b\n1,2\n", ""),
                seed("two byte order marks", "\ufeff\ufeffid\n1\n", ""),
                seed("empty lines", "\n\na\n\n1\n\n\n2\n", ""),
                seed("a line of blanks", "a\n1\n  \n2\n", ""),
                seed("a line of blanks and two columns", "a,b\n1,2\n  \n", ""),
                seed("carriage returns alone", "a,b\r1,2\r3,4\r", ""),
                seed("line ends of Windows", "a,b\r\n1,2\r\n", ""),
                seed("a quote in the middle", "a\nx\"y\n", ""),
                seed("text behind a quote", "a\n\"x\"y\n", ""),
                seed("a quote that doesn't end", "a\n\"x\ny\n", ""),
                seed("a blank before a quote", "a,b\n1, \"x,y\"\n", ""),
                seed("quoted blanks", "a\n\" x \"\n\"  \"\n", ""),
                seed("a comma at the end", "a,b\n1,2,\n", ""),
                seed("too few fields", "a,b\n1\n", ""),
                seed("no rows", "a,b\n", ""),
                seed("nothing", "", ""),
                seed("only line ends", "\n\n", ""),
                seed("apostrophes", "a\nit's\n''\n", ""),
                seed("NULL as a word", "a,b\nNULL,1\nnull,NULL\n", ""),
                seed("a target without a schema", "a\n1\n", "[target]\ncatalog = \"wh\"\n"),
                seed("a name that is a number", "a\n1\n", "name = 5\n" + TARGET),
                seed("a hook that is no list", "a\n1\n", "pre_hook = \"SELECT 1\"\n" + TARGET),
                seed("a type that is a number", "a\n1\n", TARGET + "[column_types]\na = 5\n"),
                seed("a type of a column that isn't there", "a\n1\n", TARGET + "[column_types]\nb = \"INTEGER\"\n"),
                seed("a type in other capitals", "a\n5\n", TARGET + "[column_types]\nA = \"VARCHAR\"\n"),
                seed("a nested type", "a\n\"{'x': 1}\"\n", TARGET + "[column_types]\na = \"STRUCT(x INTEGER)\"\n"),
                seed("a type with a constraint", "a\n5\n", TARGET + "[column_types]\na = \"INTEGER NOT NULL\"\n"),
                seed("a list", "a\n\"[1, 2]\"\n", TARGET + "[column_types]\na = \"INTEGER[]\"\n"),
                seed("an unknown strategy", "a\n1\n", "strategy = \"append\"\n" + TARGET),
                seed("the strategy by name", "a\n1\n", "strategy = \"drop_and_recreate\"\n" + TARGET),
                seed("a table that is a reserved word", "a\n1\n", TARGET + "table = \"order\"\n"),
                seed("a table with a hyphen", "a\n1\n", TARGET + "table = \"a-b\"\n"),
                seed("a catalog that isn't there", "a\n1\n", TARGET.replace("wh", "other")),
                seed("an empty catalog", "a\n1\n", TARGET.replace("wh", "")),
                seed("a sidecar with a byte order mark", "a\n1\n", "\ufeff" + TARGET),
                seed("a broken sidecar", "a\n1\n", "[target\n"));
    }

    private static Arguments seed(String what, String csv, String sidecar) {
        return Arguments.of(what, csv, sidecar.isEmpty() ? TARGET : sidecar);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("seeds")
    void seeds(String what, String csv, String sidecar) throws Exception {
        BothEngines engines = BothEngines.of(
                folder,
                project -> project.config(SEED_PIPELINE)
                        .file("seeds/one.csv", csv)
                        .file("seeds/one.toml", sidecar)
                        .file("seeds/two.csv", "a\n1\n")
                        .file("seeds/two.toml", TARGET));
        String name = sidecar.startsWith("name") ? "5" : "one";
        engines.same(new RunRequest.Seed(name), "seed", "--pipeline", "marts", "--filter", name);
        engines.same(new RunRequest.Seed("two"), "seed", "--pipeline", "marts", "--filter", "two");
    }

    static Stream<Arguments> models() {
        String target = "[target]\ncatalog = \"wh\"\nschema = \"s\"\n";
        return Stream.of(
                Arguments.of("plain", "SELECT 1 AS a", target),
                Arguments.of("a semicolon", "SELECT 1 AS a;\n", target),
                Arguments.of("two semicolons", "SELECT 1 AS a;;\n", target),
                Arguments.of("a semicolon and a comment", "SELECT 1 AS a; -- done\n", target),
                Arguments.of("a comment at the end", "SELECT 1 AS a -- done", target),
                Arguments.of("two statements", "SELECT 1 AS a; SELECT 2 AS b", target),
                Arguments.of("a byte order mark", "\ufeffSELECT 1 AS a", target),
                Arguments.of("a byte order mark within", "SELECT 1 AS\ufeff a", target),
                Arguments.of("a byte order mark and frontmatter", "\ufeff---toml\n" + target + "---\nSELECT 1 AS a", ""),
                Arguments.of("frontmatter", "---toml\n" + target + "---\nSELECT 1 AS a", ""),
                Arguments.of("an empty line before frontmatter", "\n  ---toml\n" + target + "---\nSELECT 1 AS a", ""),
                Arguments.of("frontmatter of Windows", "---toml\r\n" + target.replace("\n", "\r\n") + "---\r\nSELECT 1 AS a", ""),
                Arguments.of("frontmatter and a sidecar", "---toml\n" + target + "---\nSELECT 1 AS a", target),
                Arguments.of("a blank of Unicode before", "\u00a0SELECT 1 AS a", target),
                Arguments.of("a blank of Unicode within", "SELECT\u00a01 AS a", target),
                Arguments.of("nothing", "", target),
                Arguments.of("only a comment", "-- nothing", target),
                Arguments.of("a sidecar with a byte order mark", "SELECT 1 AS a", "\ufeff" + target),
                Arguments.of("a sidecar of Windows", "SELECT 1 AS a\r\n", target.replace("\n", "\r\n")),
                Arguments.of("a strategy's member that nobody knows", "SELECT 1 AS a",
                        target + "[strategy]\ntype = \"full_refresh\"\ncolour = \"red\"\n"),
                Arguments.of("an unknown strategy", "SELECT 1 AS a", target + "[strategy]\ntype = \"append\"\n"),
                Arguments.of("a strategy without a type", "SELECT 1 AS a", target + "[strategy]\nunique_key = [\"a\"]\n"),
                Arguments.of("a name that is a number", "SELECT 1 AS a", "name = 5\n" + target),
                Arguments.of("a table that is a reserved word", "SELECT 1 AS a", target + "table = \"order\"\n"),
                Arguments.of("a table with a digit first", "SELECT 1 AS a", target + "table = \"1st\"\n"),
                Arguments.of("a table with a letter beyond ASCII", "SELECT 1 AS a", target + "table = \"gr\u00f6\u00dfe\"\n"),
                Arguments.of("a schema that is a reserved word", "SELECT 1 AS a", target.replace("\"s\"", "\"order\"")),
                Arguments.of("a catalog that isn't there", "SELECT 1 AS a", target.replace("wh", "other")),
                Arguments.of("a column that is a reserved word", "SELECT 1 AS \"order\"", target),
                Arguments.of("a merge by a reserved word", "SELECT 1 AS \"order\", 2 AS b",
                        target + "[strategy]\ntype = \"merge\"\nunique_key = [\"order\"]\nupdate_columns = [\"b\"]\n"),
                Arguments.of("a delete by a reserved word", "SELECT 1 AS \"order\", 2 AS b",
                        target + "[strategy]\ntype = \"delete_insert\"\npartition_by = [\"order\"]\n"),
                Arguments.of("a variable that is not set", "SELECT 1 AS a", target.replace("\"s\"", "\"${NOT_SET_ANYWHERE}\"")),
                Arguments.of("a variable with a default", "SELECT 1 AS a", target.replace("\"s\"", "\"${NOT_SET_ANYWHERE:-d}\"")),
                Arguments.of("a variable in SQL", "SELECT '${GREETING}' AS a", target),
                Arguments.of("a strategy without what it needs", "SELECT 1 AS a", target + "[strategy]\ntype = \"merge\"\n"),
                Arguments.of("a key that is no list", "SELECT 1 AS a",
                        target + "[strategy]\ntype = \"merge\"\nunique_key = \"a\"\nupdate_columns = []\n"),
                Arguments.of("no columns to update", "SELECT 1 AS a",
                        target + "[strategy]\ntype = \"merge\"\nunique_key = [\"a\"]\nupdate_columns = []\n"),
                Arguments.of("an empty key", "SELECT 1 AS a",
                        target + "[strategy]\ntype = \"merge\"\nunique_key = []\nupdate_columns = [\"a\"]\n"),
                Arguments.of("a negative lookback", "SELECT DATE '2026-04-08' AS d WHERE @start_date < @end_date",
                        target + "[strategy]\ntype = \"time_interval\"\ntime_column = \"d\"\ngranularity = \"day\"\nlookback = -1\n"),
                Arguments.of("a granularity that nobody knows", "SELECT DATE '2026-04-08' AS d WHERE @start_date < @end_date",
                        target + "[strategy]\ntype = \"time_interval\"\ntime_column = \"d\"\ngranularity = \"week\"\n"),
                Arguments.of("a tag that is a number", "SELECT 1 AS a", target + "[tags]\ntier = 1\n"),
                Arguments.of("windows line ends in SQL", "SELECT 'a\r\nb' AS a\r\n", target));
    }

    static Stream<Arguments> neighbours() {
        return Stream.of(
                Arguments.of("no SQL", "SELEC 1", ""),
                Arguments.of("a byte order mark", "\ufeffSELECT 1 AS a", ""),
                Arguments.of("a table that isn't there", "SELECT * FROM nowhere.at_all", ""),
                Arguments.of("an unknown strategy", "SELECT 1 AS a", "[strategy]\ntype = \"append\"\n"),
                Arguments.of("a strategy without what it needs", "SELECT 1 AS a", "[strategy]\ntype = \"merge\"\n"),
                Arguments.of("a name that is a number", "SELECT 1 AS a", "name = 5\n"),
                Arguments.of("a member that nobody knows", "SELECT 1 AS a", "colour = \"red\"\n"),
                Arguments.of("two statements", "SELECT 1 AS a; SELECT 2 AS b", ""),
                Arguments.of("a table with a digit first", "SELECT 1 AS a", "target.table = \"1st\"\n"));
    }

    /** What is wrong with another model of the folder. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("neighbours")
    void neighbours(String what, String sql, String sidecar) throws Exception {
        BothEngines engines = BothEngines.of(folder, project -> project.config(SEED_PIPELINE)
                .file("models/_defaults.toml", "[target]\ncatalog = \"wh\"\nschema = \"s\"\n")
                .file("models/one.sql", "SELECT 1 AS a")
                .file("models/one.toml", "")
                .file("models/other.sql", sql)
                .file("models/other.toml", sidecar));
        engines.same(
                new RunRequest.Model("one", "marts", PartitionChoice.DEFAULT),
                "run", "--model", "one", "--pipeline", "marts");
    }

    @Test
    void failsInTheMiddleOfAStrategy() throws Exception {
        String sidecar = "[target]\ncatalog = \"wh\"\nschema = \"s\"\n"
                + "[strategy]\ntype = \"delete_insert\"\npartition_by = [\"a\"]\n";
        BothEngines engines = BothEngines.of(folder, project -> project.config(SEED_PIPELINE)
                .file("models/one.sql", "SELECT 1 AS a")
                .file("models/one.toml", sidecar));
        RunRequest request = new RunRequest.Model("one", "marts", PartitionChoice.DEFAULT);
        engines.same(request, "run", "--model", "one", "--pipeline", "marts");
        engines.ours().file("models/one.sql", "SELECT 1 AS a, 2 AS b");
        engines.theirs().file("models/one.sql", "SELECT 1 AS a, 2 AS b");
        engines.same(request, "run", "--model", "one", "--pipeline", "marts");
    }

    @Test
    void replicatesReservedWords() throws Exception {
        BothEngines engines = BothEngines.of(folder, RealProject::write);
        engines.sql(
                "CREATE SCHEMA raw__shop",
                "CREATE TABLE raw__shop.\"order\" AS SELECT 1 AS \"select\", TIMESTAMP '2026-04-01' AS updated_at");
        RunRequest request = new RunRequest.Replication("ingest", Optional.empty());
        engines.same(request, "run", "--pipeline", "ingest");
        engines.sql(
                "ALTER TABLE raw__shop.\"order\" ADD COLUMN \"group\" INTEGER",
                "INSERT INTO raw__shop.\"order\" VALUES (2, TIMESTAMP '2026-04-02', 3)");
        engines.same(request, "run", "--pipeline", "ingest");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void models(String what, String sql, String sidecar) throws Exception {
        BothEngines engines = BothEngines.of(folder, project -> {
            project.config(SEED_PIPELINE).file("models/one.sql", sql);
            if (!sidecar.isEmpty()) {
                project.file("models/one.toml", sidecar);
            }
        });
        String name = sidecar.startsWith("name") ? "5" : "one";
        RunRequest request = new RunRequest.Model(name, "marts", PartitionChoice.DEFAULT);
        engines.same(request, "run", "--model", name, "--pipeline", "marts");
        engines.same(request, "run", "--model", name, "--pipeline", "marts");
    }
}
