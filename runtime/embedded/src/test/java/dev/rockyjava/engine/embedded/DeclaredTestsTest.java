package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.TestOutput;
import dev.rockyjava.engine.document.TestOutput.TestResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code [[tests]]} of models. */
class DeclaredTestsTest {

    private static final RunRequest.Test REQUEST = new RunRequest.Test("orders", "marts");
    /** Each type that is executed, once or more passing, failing and impossible. */
    private static final String TESTS =
            """
            [[tests]]
            type = "not_null"
            column = "id"
            [[tests]]
            type = "not_null"
            column = "region"
            severity = "warning"
            [[tests]]
            type = "not_null"
            column = "region"
            filter = "id < 3"
            [[tests]]
            type = "unique"
            column = "id"
            [[tests]]
            type = "unique"
            column = "region"
            [[tests]]
            type = "accepted_values"
            column = "region"
            values = ["a", "b'"]
            [[tests]]
            type = "accepted_values"
            column = "region"
            values = ["a"]
            [[tests]]
            type = "relationships"
            column = "region"
            to_table = "wh.raw.regions"
            to_column = "region"
            [[tests]]
            type = "expression"
            expression = "id > 0"
            [[tests]]
            type = "expression"
            expression = "id > 1"
            [[tests]]
            type = "row_count_range"
            min = 1
            max = 3
            [[tests]]
            type = "row_count_range"
            min = 5
            [[tests]]
            type = "row_count_range"
            min = 4
            [[tests]]
            type = "unique"
            column = "no_such_column"
            [[tests]]
            type = "row_count_range"
            """;

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void build() {
        project = new TestProject(folder)
                .config(TestProject.MARTS)
                .sql(
                        "CREATE SCHEMA raw",
                        "CREATE TABLE raw.regions AS SELECT 'a' AS region",
                        "CREATE TABLE raw.orders AS SELECT * FROM (VALUES (1, 'a'), (2, 'a'), (3, 'b'''), (4, NULL)) t(id, region)")
                .file("models/orders.sql", "SELECT * FROM raw.orders")
                .file("models/orders.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n" + TESTS);
        project.runModel("orders");
    }

    @Test
    void eachHasAResult() {
        EngineReply reply = project.run(REQUEST);

        TestOutput output = (TestOutput) reply.document();
        assertThat(output.results()).extracting(TestResult::status).containsExactly(
                "pass", "fail", "pass", "pass", "fail", "pass", "fail", "fail", "pass", "fail", "fail", "fail", "pass",
                "error", "error");
        assertThat(output.declarative().orElseThrow()).satisfies(sum -> {
            assertThat(sum.passed()).isEqualTo(6);
            assertThat(sum.warned()).isEqualTo(1);
            assertThat(sum.failed()).isEqualTo(6);
            assertThat(sum.errored()).isEqualTo(2);
        });
        assertThat(reply.exitCode()).isEqualTo(1);
    }

    @Test
    void theBinarySaysTheSame() throws Exception {
        Assumptions.assumeTrue(RealRocky.isOnPath(), "skipped: there is no rocky on the PATH to compare with");
        TestOutput ours = (TestOutput) project.run(REQUEST).document();

        RealRocky.Answer answer = new RealRocky(folder)
                .run("test", "--declarative", "--pipeline", "marts", "--model", "orders");

        TestOutput theirs = (TestOutput) answer.document().orElseThrow();
        assertThat(ours.results()).extracting(DeclaredTestsTest::facts)
                .isEqualTo(theirs.results().stream().map(DeclaredTestsTest::facts).toList());
        assertThat(answer.exitCode()).isEqualTo(1);
    }

    private static List<Object> facts(TestResult result) {
        return List.of(
                result.model(), result.table(), result.testType(), result.column(), result.status(), result.severity());
    }

    @Test
    void whatIsNotDoneIsRefusedByName() {
        project.file("models/orders.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n"
                + "[[tests]]\ntype = \"regex_match\"\ncolumn = \"region\"\npattern = \"a\"\n");
        assertThatThrownBy(() -> project.run(REQUEST))
                .isInstanceOf(UnsupportedByEngineException.class)
                .hasMessageContaining("tests of the type 'regex_match'")
                .hasMessageContaining("orders.toml");
    }
}
