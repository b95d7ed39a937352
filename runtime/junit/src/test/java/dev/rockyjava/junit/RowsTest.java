package dev.rockyjava.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    private static final Rows ACTUAL = database(
            List.of("order_id", "amount", "name"), List.of("INTEGER", "DECIMAL(12,2)", "VARCHAR"),
            Arrays.asList("1", "6.00", "Ada"), Arrays.asList("2", "0.50", null), Arrays.asList("3", "7.10", "Cy"));

    @TempDir
    Path folder;

    private static Rows database(List<String> columns, List<String> types, List<?>... rows) {
        return Rows.ofDatabase(columns, types, Arrays.stream(rows)
                .map(row -> {
                    List<Cell> cells = new java.util.ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        cells.add(Cell.ofDatabase((String) row.get(i), types.get(i)));
                    }
                    return cells;
                })
                .toList());
    }

    private static Rows one(String type, String text) {
        return database(List.of("c"), List.of(type), Arrays.asList(text));
    }

    @Test
    void numbersAreEqualWhateverTheirScaleAndRowsInAnyOrder() {
        assertThat(ACTUAL).isEqualTo(Rows.table("""
            amount | order_id
            7.1    | 3
            6      | 1
            .5     | 2"""));
        assertThat(ACTUAL).isEqualTo(Rows.table("AMOUNT\n6.000\n7.10\n0.5"));
        assertThat(one("DOUBLE", "0.30000000000000004")).isEqualTo("c\n0.3");
        assertThat(one("FLOAT", "0.1")).isEqualTo("c\n0.1");
        assertThat(one("DOUBLE", "1e10")).isEqualTo("c\n10000000000");
        assertThat(one("DOUBLE", "0.31")).isNotEqualTo(Rows.table("c\n0.3"));
    }

    @Test
    void textIsReadAsTheTypeThatItIsComparedWith() {
        assertThat(one("VARCHAR", "007")).isEqualTo("c\n007");
        assertThat(one("VARCHAR", "007")).isNotEqualTo(Rows.table("c\n7"));
        assertThat(one("TIMESTAMP", "2026-03-01 00:00:00")).isEqualTo("c\n2026-03-01");
        assertThat(one("TIMESTAMP", "2026-03-01 10:00:00.5")).isEqualTo("c\n2026-03-01T10:00:00.500");
        assertThat(one("TIMESTAMP WITH TIME ZONE", "2026-03-01 10:00:00+00")).isEqualTo("c\n2026-03-01 11:00+01:00");
        assertThat(one("TIMESTAMP WITH TIME ZONE", "2026-03-01 10:00:00+00")).isEqualTo("c\n2026-03-01 10:00");
        assertThat(one("BOOLEAN", "true")).isEqualTo("c\ntrue");
        assertThat(one("INTEGER[]", "[1, 2]")).isEqualTo("c\n[1, 2]");
        assertThat(one("DATE", "2026-03-01")).isNotEqualTo(Rows.table("c\nyesterday"));
    }

    @Test
    void nullIsNotTheEmptyText() {
        Rows nulls = Rows.table("a | b | c\nnull | | ''\n1 | 'null' | ' x | y '");
        assertThat(nulls.values("a")).containsExactly(null, "1");
        assertThat(nulls.values("b")).containsExactly(null, "null");
        assertThat(nulls.values("c")).containsExactly("", " x | y ");
        assertThat(one("VARCHAR", null)).isEqualTo("c\nnull");
        assertThat(one("VARCHAR", "")).isNotEqualTo(Rows.table("c\nnull"));
        assertThat(one("VARCHAR", "")).isEqualTo("c\n''");
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        Rows odd = Rows.columns("a", "b").row("it's", " | ").row("l1\nl2", "back\\slash").row(null, "null").row("--", "");
        assertThat(Rows.table(odd.toString())).isEqualTo(odd).isEqualTo(odd.ordered());
        assertThat(Rows.table("| a | b |\n|---|---|\n| 1 |   |")).isEqualTo(Rows.columns("a", "b").row(1, null));
        assertThat(Rows.table("a | b\n(no rows)")).isEmpty();
        assertThat(Rows.table("a | b").toString()).isEqualTo("a | b\n(no rows)\n");
    }

    @Test
    void orderAndOtherColumnsCountOnRequest() {
        Rows expected = Rows.table("order_id\n1\n2\n3");
        assertThat(ACTUAL).isEqualTo(expected.ordered());
        assertThat(ACTUAL).isNotEqualTo(Rows.table("order_id\n2\n1\n3").ordered());
        assertThat(ACTUAL).isNotEqualTo(expected.exactly());
        assertThat(ACTUAL.select("order_id")).isEqualTo(expected.exactly());
        Assertions.assertEquals(expected, ACTUAL);
        Assertions.assertNotEquals(Rows.table("order_id\n1\n2\n2"), ACTUAL);
    }

    @Test
    void aFailureMarksTheCellsThatDiffer() {
        assertThatThrownBy(() -> assertThat(ACTUAL).as("orders").isEqualTo(Rows.table("""
                order_id | amount
                1        | 6.00
                2        | 10.00
                4        | 1.00""")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                [orders] rows: 1 different, 1 missing, 1 unexpected, 1 as expected

                           | order_id | amount
                           | 1        | 6.00
                expected   | 2        | >10.00<
                but was    | 2        | >0.50<
                missing    | 4        | 1.00
                unexpected | 3        | 7.10

                not compared: name
                """);
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> assertThat(ACTUAL).isEqualTo("order_id | amonut\n1 | 6"))
                .hasMessageContaining("there is no column amonut\nactual columns: order_id, amount, name");
        assertThatThrownBy(() -> assertThat(ACTUAL).isEqualTo(Rows.table("order_id\n1").exactly()))
                .hasMessageContaining("unexpected columns: amount, name");
        assertThatThrownBy(() -> ACTUAL.values("amonut")).hasMessage("there is no column amonut; there are order_id, amount, name");
    }

    @Test
    void valuesAreJavaValues() {
        Rows rows = database(
                List.of("n", "d", "t", "z", "b"),
                List.of("HUGEINT", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "BOOLEAN"),
                List.of("10", "2026-03-01", "2026-03-01 10:00:00", "2026-03-01 10:00:00+00", "false"));
        assertThat(rows.asMaps()).containsExactly(Map.of(
                "n", new BigDecimal("1E+1"),
                "d", LocalDate.of(2026, 3, 1),
                "t", LocalDateTime.of(2026, 3, 1, 10, 0),
                "z", Instant.parse("2026-03-01T10:00:00Z"),
                "b", false));
        assertThat(rows).isEqualTo(Rows.of(rows.asMaps()));
    }

    @Test
    void recordsAndMapsAreRows() {
        assertThat(Rows.of(List.of(new Order(1, new BigDecimal("2.50"), Status.PAID), new Order(2, null, null))))
                .isEqualTo("order_id | amount | order_status\n1 | 2.5 | PAID\n2 | |");
        assertThatThrownBy(() -> Rows.of(List.of("text"))).hasMessage("a row is a Map or a record, not a java.lang.String");
        assertThatThrownBy(() -> Rows.of(List.of(Map.of("a", List.of(1)))))
                .hasMessageContaining("has no type of the database here");
    }

    private enum Status { PAID }

    private record Order(int orderId, BigDecimal amount, Status orderStatus) {}

    @Test
    void csvHasQuotesAndNulls() {
        assertThat(Rows.csv("a,b,c\r\n1,\"x, \"\"y\"\"\",\r\n2,\"\",z\r\n"))
                .isEqualTo(Rows.columns("a", "b", "c").row(1, "x, \"y\"", null).row(2, "", "z"));
        assertThatThrownBy(() -> Rows.csv("a,b\n1")).hasMessage("row 1 of the CSV has 1 cells, but there are 2 columns (a, b)");
        assertThatThrownBy(() -> Rows.csv(folder.resolve("no.csv"))).hasMessageContaining("no.csv");
    }

    @Test
    void aTableThatIsNoneSaysWhy() {
        assertThatThrownBy(() -> Rows.table(" \n")).hasMessageContaining("the table is empty");
        assertThatThrownBy(() -> Rows.table("a | a\n1 | 2")).hasMessageContaining("a name of its own");
        assertThatThrownBy(() -> Rows.table("a | b\n1")).hasMessage("row 1 of the table has 1 cells, but there are 2 columns (a, b): 1");
        assertThatThrownBy(() -> Rows.table("a\n'x")).hasMessageContaining("a quote isn't closed");
        assertThatThrownBy(() -> Rows.table("a\n'x' y")).hasMessageContaining("nothing may follow the closing quote");
    }

    @Test
    void typesAreInferredFromAllCells() {
        assertThat(type("1", "-20")).isEqualTo("BIGINT");
        assertThat(type("1", "2.50")).isEqualTo("DECIMAL(18,2)");
        assertThat(type("123456789012345678901", "0.1")).isEqualTo("DECIMAL(22,1)");
        assertThat(type("1e3", "2")).isEqualTo("DOUBLE");
        assertThat(type("01099", "2")).isEqualTo("VARCHAR");
        assertThat(type("true", "false")).isEqualTo("BOOLEAN");
        assertThat(type("2026-03-01")).isEqualTo("DATE");
        assertThat(type("2026-03-01", "2026-03-01 10:00")).isEqualTo("TIMESTAMP");
        assertThat(type("2026-03-01 10:00Z", "2026-03-01 10:00:00+02:00")).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(type("10:00", "11:00:30")).isEqualTo("TIME");
        assertThat(ColumnTypes.of(List.of(Cell.NULL))).isEmpty();
        assertThat(ColumnTypes.of(List.of(JavaRows.cell("1"), JavaRows.cell("2")))).contains("VARCHAR");
        assertThat(ColumnTypes.of(List.of(JavaRows.cell(1), JavaRows.cell(new BigDecimal("2.5"))))).contains("DECIMAL(18,1)");
    }

    private static String type(String... texts) {
        return ColumnTypes.of(Arrays.stream(texts).map(Cell::text).toList()).orElse("none");
    }

    @Test
    void aGoldenFileIsWrittenByRequestOnly() throws Exception {
        Path file = folder.resolve("golden/orders.txt");
        assertThatThrownBy(() -> assertThat(ACTUAL).matchesFile(file))
                .hasMessageContaining("there is no file " + file + " yet; run the test with -Drocky.junit.golden=update");
        assertThat(file).doesNotExist();
        GoldenFile.write(file, ACTUAL);
        assertThat(Files.readString(file)).isEqualTo("""
            order_id | amount | name
            1        | 6.00   | Ada
            2        | 0.50   | null
            3        | 7.10   | Cy
            """);
        assertThat(ACTUAL).matchesFile(file);
        Files.writeString(file, Files.readString(file).replace("7.10", "7.20"));
        assertThatThrownBy(() -> assertThat(ACTUAL).matchesFile(file))
                .hasMessageContaining("if they are right, run the test with -Drocky.junit.golden=update")
                .hasMessageContaining(">7.20<");
    }

    @Test
    void columnConstantsAreOfOneAsset() {
        assertThat(Optional.of(Rows.columns(dev.rockyjava.asset.Column.of("a/b", "x")).row(1))).isPresent();
        assertThatThrownBy(() -> Rows.columns(
                        dev.rockyjava.asset.Column.of("a/b", "x"), dev.rockyjava.asset.Column.of("a/c", "y")))
                .hasMessage("a/c/y isn't a column of a/b as a/b/x is");
    }
}
