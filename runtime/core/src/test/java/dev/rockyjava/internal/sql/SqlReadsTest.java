package dev.rockyjava.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables a query reads, whatever the dialect. */
class SqlReadsTest {

    private static final String Q = "$";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', value = {
        "SELECT * FROM wh.marts.z_base                                         | wh.marts.z_base",
        "select i.id from raw.items i join marts.z_base v on v.id = i.id       | marts.z_base raw.items",
        "SELECT * FROM a, b AS x, c y WHERE a.i = x.i                          | a b c",
        "SELECT * FROM a LEFT OUTER JOIN b USING (i), c CROSS JOIN d           | a b c d",
        "SELECT * FROM a NATURAL JOIN b ASOF JOIN c ON a.t > c.t               | a b c",
        "SELECT * FROM (a JOIN (b JOIN c ON b.i = c.i) ON a.i = b.i)           | a b c",
        "SELECT * FROM ((SELECT 1 FROM a) UNION ALL (SELECT 2 FROM b)) x       | a b",
        "(SELECT 1 FROM a) EXCEPT (SELECT 2 FROM b) ORDER BY 1                 | a b",
        "SELECT 1 FROM a UNION SELECT 2 FROM b INTERSECT SELECT 3 FROM c       | a b c",
        "SELECT (SELECT max(x) FROM b) FROM a WHERE EXISTS (SELECT 1 FROM c)   | a b c",
        "SELECT 1 FROM a WHERE i IN (SELECT i FROM b) AND j = ANY (TABLE c)    | a b c",
        "SELECT 1 FROM a WHERE i IN (1, 2) ORDER BY x, y                       | a",
        "SELECT CASE WHEN x THEN (SELECT 1 FROM b) END FROM a                  | a b",
        "SELECT 1 FROM a GROUP BY 1 HAVING count(*) > (SELECT n FROM b)        | a b",
        "SELECT 1 FROM a QUALIFY row_number() OVER (PARTITION BY b, c) = 1     | a",
        "SELECT 1 FROM a WINDOW w AS (ORDER BY b), v AS (ORDER BY c)           | a",
        "SELECT 1 FROM a LIMIT 5, 10                                           | a",
        "VALUES (1, 2), (3, 4)                                                 | $$",
        "SELECT 1                                                              | $$",
        "FROM a SELECT x, y                                                    | a",
        "FROM a JOIN b USING (i)                                               | a b",
        "SELECT 1 FROM a UNION ALL BY NAME FROM b                              | a b",
        "SELECT * FROM a; SELECT * FROM b                                      | a b",
        "SELECT * FROM a; VALUES (x), (y)                                      | a",
        // what only looks like a table
        "SELECT EXTRACT(YEAR FROM d), TRIM(BOTH 'x' FROM s) FROM a             | a",
        "SELECT TRIM(FROM s), SUBSTRING(s FROM 2 FOR 3) FROM a                 | a",
        "SELECT SUBSTRING((SELECT s FROM b) FROM c), overlay(x placing y from z) FROM a | a b",
        "SELECT EXTRACT(DAY FROM (SELECT max(d) FROM b)) FROM a                | a b",
        "SELECT 1 FROM a WHERE x IS DISTINCT FROM y AND x IS NOT DISTINCT FROM z | a",
        "SELECT nth_value(x, 2) FROM LAST OVER (ORDER BY y) FROM a             | a",
        "SELECT a.from, t.join FROM a t                                        | a",
        "SELECT 1 FROM a, LATERAL (SELECT 2 FROM b) l                          | a b",
        "SELECT 1 FROM a CROSS JOIN UNNEST(a.xs) AS u(x), generate_series(1, 5) g | a",
        "SELECT 1 FROM a, UNNEST(xs) AS e WITH OFFSET AS o, b                  | a b",
        "SELECT 1 FROM a, LATERAL FLATTEN(input => a.x) f, TABLE(fn(1)) t      | a",
        "SELECT 1 FROM a LATERAL VIEW explode(m) t AS k, v WHERE k = 1         | a",
        "SELECT 1 FROM read_csv('b.csv'), 'c.parquet'                          | $$",
        "SELECT 1 FROM fn((SELECT x FROM a))                                   | a",
        "SELECT 1 FROM a TABLESAMPLE (10 PERCENT), b FOR SYSTEM_TIME AS OF x   | a b",
        "SELECT 1 FROM a FOR SYSTEM_TIME FROM x TO y                           | a",
        "SELECT 1 FROM a AT (TIMESTAMP => x) JOIN b ON TRUE                    | a b",
        "SELECT * FROM a PIVOT (sum(x) FOR y IN ('b', 'c')) p                  | a",
        "SELECT * FROM a UNPIVOT (v FOR k IN (b, c)), d                        | a d",
        "PIVOT a ON y USING sum(x)                                             | a",
        "SELECT * FROM (PIVOT a ON y USING sum(x))                             | a",
        "SELECT 1 FROM ONLY a CROSS APPLY fn(a.x) OUTER APPLY (SELECT 1 FROM b) y | a b",
        "SELECT 1 FROM a WITH (NOLOCK), b (NOLOCK)                             | a b",
        "SELECT 1 FROM a ARRAY JOIN xs                                         | a",
        "SELECT DATE '2026-01-01' AS d, x::INT FROM a WHERE y = '@start_date'  | a",
        "SELECT 1 FROM a WHERE d >= @start_date AND d < @end_date              | a",
        "SELECT x -> 'k' ->> 'v', [1, 2][1], {'k': [3]}, list[b] FROM a        | a",
        "SELECT * EXCEPT (b) REPLACE (c AS d) FROM a                           | a",
        "SELECT 1 FROM IDENTIFIER('db.s.t')                                    | db.s.t",
        // functions of tables
        "SELECT 1 FROM query_table('a.b'), query_table(['c', 'd.e'])           | a.b c d.e",
        "SELECT 1 FROM query('SELECT 1 FROM a WHERE x IN (FROM b)') q          | a b",
        "SELECT 1 FROM TABLE('db.s.t'), TABLE(a.b), c                          | a.b c db.s.t",
        "SELECT 1 FROM STREAM(a.b) JOIN table_changes('c.d', 2) ON TRUE        | a.b c.d",
        "SELECT 1 FROM ML.PREDICT(MODEL m, TABLE a.b, STRUCT(1 AS c))          | a.b",
        "SELECT 1 FROM APPENDS(TABLE a.b, NULL, x), c                          | a.b c",
        "SELECT 1 FROM TABLE(fn(input => TABLE(a.b), columns => DESCRIPTOR(c))) | a.b",
        "SELECT 1 FROM fn(TABLE a PARTITION BY x, TABLE b, y)                  | a b",
        "SELECT 1 FROM a WHERE x IN (TABLE b) AND y = f(table, f(pivot)) | a b",
    })
    void readsTheTablesThatStandInTheirPlaces(String sql, String tables) {
        assertThat(read(sql)).isEqualTo(tables.replace(Q, ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', value = {
        "WITH c AS (SELECT * FROM a) SELECT * FROM c                           | a",
        "WITH c AS (SELECT * FROM a), d(x) AS (SELECT * FROM c) SELECT * FROM D JOIN b USING (x) | a b",
        "WITH a AS (SELECT * FROM a) SELECT * FROM a                           | a",
        "WITH a AS (SELECT * FROM wh.s.a) SELECT * FROM a, s.a                 | s.a wh.s.a",
        "WITH c AS (SELECT * FROM d), d AS (SELECT * FROM a) SELECT * FROM c, d | a d",
        "WITH RECURSIVE c AS (SELECT 1 FROM a UNION ALL SELECT 2 FROM c JOIN d ON TRUE), d AS (SELECT 1) SELECT * FROM c | a",
        "WITH c AS NOT MATERIALIZED (SELECT 1 FROM a) SELECT * FROM c          | a",
        "WITH RECURSIVE c(n) USING KEY (n) AS (SELECT 1 FROM a) FROM c         | a",
        "WITH RECURSIVE c AS (SELECT 1 FROM a) SEARCH DEPTH FIRST BY n SET o SELECT * FROM c | a",
        "SELECT * FROM (WITH c AS (SELECT 1 FROM a) SELECT * FROM c) x, c      | a c",
        "WITH c AS (WITH d AS (SELECT 1 FROM a) SELECT * FROM d) SELECT * FROM c, d | a d",
        "SELECT (WITH c AS (SELECT 1 FROM a) SELECT 1 FROM c) FROM b           | a b",
        "SELECT 1 FROM (SELECT 1 FROM a) orders                                | a",
        "WITH $\"Quoted\"$ AS (SELECT 1 FROM a) SELECT 1 FROM quoted           | a",
        "SELECT CAST(x AS TIMESTAMP WITH TIME ZONE) FROM a FETCH FIRST 1 ROW WITH TIES | a",
        "SELECT 1 FROM recursive                                               | recursive",
    })
    void takesAwayTheNamesOfCtesWhereTheyAreSeen(String sql, String tables) {
        assertThat(read(sql.replace(Q, ""))).isEqualTo(tables);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '$', value = {
        "SELECT 1 FROM $\"w\".\"s\".\"t\"$                  | w.s.t",
        "SELECT 1 FROM `w`.`s`.t                            | w.s.t",
        "SELECT 1 FROM `w.s.t`                              | w.s.t",
        "SELECT 1 FROM [w].[s].[t] AS x JOIN [my t] ON 1=1  | $\"my t\" w.s.t$",
        "SELECT 1 FROM $\"a.b\".\"c\"\"d\"$                 | $\"a.b\".\"c\"\"d\"$",
        "SELECT 1 FROM my-project.ds.t                      | my-project.ds.t",
        "SELECT 1 FROM w . s . t                            | w.s.t",
        "SELECT 1 FROM ds.2024_t, größe.ä                   | ds.2024_t größe.ä",
    })
    void readsQuotedNames(String sql, String tables) {
        String read = read(sql.replace(Q, ""));
        assertThat(read.replace("\"2024_t\"", "2024_t")).isEqualTo(tables.replace(Q, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "-- FROM x\nSELECT 1 FROM a -- JOIN y",
        "/* FROM x /* nested */ FROM y */ SELECT 1 FROM a",
        "/* models/*.sql */ SELECT 1 FROM a /* y */",
        "# FROM x\nSELECT 1 FROM a\n  // JOIN y\n",
        "SELECT ' FROM x ', 'it''s FROM y' FROM a",
        "SELECT 'it\\'s FROM x' FROM a WHERE b = 'c\\'d FROM y'",
        "SELECT 'C:\\' FROM a WHERE b = 'x'",
        "SELECT E'it\\'s FROM x', 'C:\\' FROM a",
        "SELECT $$ FROM x ' $$, $tag$ $$ JOIN y $tag$ FROM a",
        "SELECT '''it's FROM x''' FROM a WHERE y = '\\n'",
        "\uFEFFSELECT 1 FROM a",
        "SELECT x # 5, y // 2 FROM a",
        "SELECT x\n  #>> '{k}' FROM a",
        "{{ config(x = 'FROM y') }} SELECT 1 {# FROM x #} FROM {% if z %} a {% endif %}",
    })
    void skipsCommentsAndTexts(String sql) {
        assertThat(read(sql)).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SELECT 1 FROM a JOIN @var(schema).t | a",
        "SELECT 1 FROM a, {{ ref('x') }} | a",
        "SELECT 1 FROM a, ${schema}.t | a",
        "SELECT 1 FROM a, raw_{{ env }}.t | a",
        "SELECT 1 FROM a, IDENTIFIER($name) | a",
        "SELECT 1 FROM a, :schema.t | a",
        "SELECT 1 FROM a, query_table(getvariable('t')) | a",
        "SELECT 1 FROM a, query(concat('SELECT 1 FROM ', x)) | a",
        "SELECT (1 FROM a | ''",
        "SELECT 1) FROM a | ''",
        "SELECT 'x FROM a | ''",
        "SELECT 1 /* FROM a | ''",
        "CREATE TABLE x AS SELECT 1 FROM a | ''",
        "-- nothing | ''",
    })
    void saysWhyNotAllIsKnown(String sql, String tables) {
        TableReads reads = SqlReads.of(sql);
        assertThat(String.join(" ", reads.tables())).isEqualTo(tables);
        assertThat(reads.unknown()).isPresent();
    }

    @Test
    void readsPipes() {
        assertThat(read("FROM a |> WHERE x |> JOIN b ON a.i = b.i |> AGGREGATE sum(x) AS c, d")).isEqualTo("a b");
    }

    @Test
    void aVeryDeepQueryIsUnknownAndNoError() {
        String deep = "SELECT 1 FROM ".concat("(SELECT 1 FROM ".repeat(20_000)) + "a" + ")".repeat(20_000);
        assertThat(SqlReads.of(deep).unknown()).contains("it is nested too deeply");
        assertThat(SqlReads.of("SELECT " + "(".repeat(50_000) + "1" + ")".repeat(50_000)).unknown()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'from orders' | orders",
        "'from source.raw.orders as o -- from x' | source.raw.orders",
        "'from orders as o join customers as c on id { keep c.name } left_join items on id' | customers items orders",
        "'from orders left join items as i on id cross join days' | days items orders",
        "'let orders = from orders | where x == \"from y\" from orders join items on id' | items orders",
        "'let big = from orders | where amount > 5 let two = from big from two' | orders",
    })
    void readsTheRockyLanguage(String text, String tables) {
        TableReads reads = DslReads.of(text);
        assertThat(String.join(" ", reads.tables())).isEqualTo(tables);
        assertThat(reads.unknown()).isEmpty();
    }

    @Test
    void aModelWithoutAFromIsUnknown() {
        assertThat(DslReads.of("where x > 1").unknown()).isPresent();
    }

    private static String read(String sql) {
        TableReads reads = SqlReads.of(sql);
        assertThat(reads.unknown()).isEmpty();
        return String.join(" ", reads.tables());
    }
}
