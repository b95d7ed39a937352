package dev.rockyjava.internal.snapshot.definitions;

import static dev.rockyjava.internal.snapshot.Snapshots.build;
import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static dev.rockyjava.internal.snapshot.Snapshots.unusable;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every {@code dag_status} with every state of {@code dag}. */
class DagProvenanceTest {

    private static final String GRAPH = "'dag':{'nodes':[{'id':'seed:a','kind':'seed','label':'a'}]},";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "-", textBlock = """
            success   | present | -
            success   | null    | RK108
            success   | missing | RK108
            failed    | present | RK104
            failed    | null    | RK104
            failed    | missing | RK104
            disabled  | present | RK105
            disabled  | null    | RK105
            disabled  | missing | RK105
            partial   | present | RK106
            partial   | null    | RK106
            partial   | missing | RK106
            null      | present | RK106
            null      | null    | RK106
            null      | missing | RK106
            missing   | present | -
            missing   | null    | RK107
            missing   | missing | RK107
            """)
    void onlyAGraphOfKnownOriginIsUsed(String status, String dag, @Nullable String code) {
        String graph = switch (dag) {
            case "present" -> GRAPH;
            case "null" -> "'dag':null,";
            default -> "";
        };
        String word = switch (status) {
            case "missing" -> "";
            case "null" -> "'dag_status':null,";
            default -> "'dag_status':'" + status + "',";
        };
        for (String json : new String[] {"{" + graph + word + "'discover':{}}", "{" + word + graph + "'discover':{}}"}) {
            if (code == null) {
                assertThat(build(quoted(json)).definitions().keys()).hasSize(1);
            } else {
                assertThat(unusable(quoted(json)).problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.id().code()).isEqualTo(code));
            }
        }
    }

    @Test
    void aFailureSaysWhyAndWhere() {
        assertThat(unusable("""
                {
                  "dag_status": "failed",
                  "dag_error": {"message": "duplicate model name 'x'"}
                }"""))
                .hasMessage("[RK104] s.json:2:17: /dag_status: the engine could not give the graph when this snapshot was"
                        + " written: duplicate model name 'x'. Fix the project until `rocky dag` succeeds, then refresh");
        assertThat(unusable(quoted("{'dag_status':'failed'}"))).hasMessageContaining("no reason was kept");
    }

    @Test
    void anUnknownWordIsRepeated() {
        assertThat(unusable(quoted("{'dag_status':'SUCCESS','dag':{'nodes':[]}}")))
                .hasMessageStartingWith("[RK106] s.json:1:15: /dag_status: dag_status is 'SUCCESS', which");
    }
}
