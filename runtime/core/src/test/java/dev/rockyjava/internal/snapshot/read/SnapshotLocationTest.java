package dev.rockyjava.internal.snapshot.read;

import static dev.rockyjava.internal.snapshot.Snapshots.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error and every warning says where, exactly. */
class SnapshotLocationTest {

    private static final String TEMPLATE = """
            {
              "dag_status": "success",
              "dag": {
                "nodes": [
                  {
                    "id": "transformation:a",
                    "kind": "transformation",
                    "label": "a",
                    "target": {"catalog": "c", "schema": "s", "table": "t"},
                    "freshness": {"max_lag_seconds": 60},
                    "depends_on": ["seed:b"]
                  }
                ],
                "edges": [ {"from": "x", "to": "y"} ],
                "column_lineage": [
                  {"source": {"model": "m", "column": "c"}, "target": {"model": "n", "column": "d"}}
                ]
              },
              "discover": {"sources": [{"id": "i", "source_type": "d", "components": {"a/b~": "v"}, "tables": []}]}
            }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "id": "transformation:a"        | "id": 7                | 6:15  | /dag/nodes/0/id                 | expected a text but found a number
            "id": "transformation:a"        | "id": null             | 6:15  | /dag/nodes/0/id                 | expected a text but found null
            "id": "transformation:a",       | "ID": "x",             | 5:7   | /dag/nodes/0                    | the member "id" is missing
            "kind": "transformation",       | "KIND": 0,             | 5:7   | /dag/nodes/0                    | the member "kind" is missing
            "label": "a",                   | "LABEL": 0,            | 5:7   | /dag/nodes/0                    | the member "label" is missing
            "catalog": "c",                 | "catalog": null,       | 9:19  | /dag/nodes/0/target             | the member "catalog" is missing
            "max_lag_seconds": 60           | "max_lag_seconds": -1  | 10:42 | /dag/nodes/0/freshness/max_lag_seconds | expected a whole number from 0
            "max_lag_seconds": 60           | "max_lag_seconds": 1.5 | 10:42 | /dag/nodes/0/freshness/max_lag_seconds | expected a whole number from 0
            "max_lag_seconds": 60           | "max_lag_seconds": 9223372036854775808 | 10:42 | /dag/nodes/0/freshness/max_lag_seconds | expected a whole number from 0
            "seed:b"                        | "seed:b", []           | 11:34 | /dag/nodes/0/depends_on/1       | expected a text but found an array
            ["seed:b"]                      | "seed:b"               | 11:23 | /dag/nodes/0/depends_on         | expected an array but found a text
            "from": "x",                    | "from": null,          | 14:16 | /dag/edges/0                    | the member "from" is missing
            {"from": "x", "to": "y"}        | true                   | 14:16 | /dag/edges/0                    | expected an object but found a boolean
            {"model": "m", "column": "c"}   | null                   | 16:18 | /dag/column_lineage/0/source    | expected an object but found null
            {"model": "n", "column": "d"}   | {"model": "n"}         | 16:7  | /dag/column_lineage/0           | the member "target/column" is missing
            "nodes": [                      | "NODES": [             | 3:10  | /dag                            | the member "nodes" is missing
            {"a/b~": "v"}                   | {"a/b~": 1}            | 19:83 | /discover/sources/0/components/a~1b~0 | expected a text but found a number
            "source_type": "d", "components" | "components"          | 19:28 | /discover/sources/0             | the member "source_type" is missing
            "success"                       | 1                      | 2:17  | /dag_status                     | expected a text but found a number
            """)
    void aWrongValueHasItsPlace(String right, String wrong, String place, String pointer, String message) {
        assertThat(TEMPLATE).contains(right);

        Problem problem = refused(TEMPLATE.replaceFirst(Pattern.quote(right), wrong));

        assertThat(problem.id()).isEqualTo(ProblemId.WRONG_VALUE);
        assertThat(problem.text("s.json")).startsWith("[RK103] s.json:" + place + ": " + pointer + ": " + message);
    }

    @Test
    void aGraphWithNullForNodesIsDamaged() {
        assertThat(refused("{\"dag\": {\"nodes\": null}}").text("s"))
                .startsWith("[RK103] s:1:9: /dag: the member \"nodes\" is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            []       | 1:1 | expected an object but found an array
            "text"   | 1:1 | expected an object but found a text
            null     | 1:1 | expected an object but found null
            """)
    void somethingThatIsNoObject(String json, String place, String message) {
        assertThat(refused(json).text("s")).startsWith("[RK103] s:" + place + ": " + message);
    }

    @Test
    void whatIsNoJsonHasThePlaceWhereItEnds() {
        assertThat(refused("{\n  \"dag\": nul\n}").text("s")).startsWith("[RK102] s:2:10: this is not valid JSON (");
        assertThat(refused("{\n  \"dag\"").text("s")).startsWith("[RK102] s:2:8: the snapshot ends in the middle");
        assertThat(refused("{}\n {}").text("s")).startsWith("[RK102] s:2:2: something follows the end");
    }

    @Test
    void nodesAndEdgesKnowTheirPlace() {
        Snapshot.Dag dag = Snapshots.read(TEMPLATE).dag().orElseThrow();

        assertThat(dag.nodes()).extracting(Located::location).containsExactly(new Location(5, 7, "/dag/nodes/0"));
        assertThat(dag.edges()).extracting(Located::location).containsExactly(new Location(14, 16, "/dag/edges/0"));
    }

    @Test
    void placesStayRightBeyondTheReadersBuffer() {
        String filler = "  \"filler\": \"" + "x".repeat(5_000) + "\",\n";
        StringBuilder json = new StringBuilder("{\n");
        for (int i = 0; i < 10; i++) {
            json.append(filler.replace("filler", "filler" + i));
        }
        json.append("  \"dag_status\": 1\n}");

        assertThat(refused(json.toString()).location()).contains(new Location(12, 17, "/dag_status"));
    }
}
