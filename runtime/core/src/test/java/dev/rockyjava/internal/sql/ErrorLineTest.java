package dev.rockyjava.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorLineTest {

    private static final String SQL = """
            -- what is sold
            SELECT a,
              b
            FROM wh.raw.sales
            WHERE day >= @start_date AND day < @end_date
            UNION ALL
            SELECT a,
              b
            FROM wh.raw.returns
            """;

    @Test
    void isRecognizedByItsTextWhateverTheStatementAroundIt() {
        assertThat(ErrorLine.of("no table\n\nLINE 5: FROM wh.raw.sales\n             ^", SQL)).hasValue(4);
    }

    @Test
    void ofEqualOnesIsTheOneNearTheNumber() {
        assertThat(ErrorLine.of("LINE 3: SELECT a,\n", SQL)).hasValue(2);
        assertThat(ErrorLine.of("LINE 8: SELECT a,\n", SQL)).hasValue(7);
    }

    @Test
    void isRecognizedWithTheDatesThatTheEnginePutsIn() {
        assertThat(ErrorLine.of("LINE 6: WHERE day >= '2026-04-01' AND day < '2026-04-02'\n", SQL)).hasValue(5);
    }

    @Test
    void isRecognizedByAPartOfALongOne() {
        assertThat(ErrorLine.of("LINE 10: ...wh.raw.ret...\n", SQL)).hasValue(9);
    }

    @Test
    void isUnknownIfTheErrorQuotesNoneOfTheText() {
        assertThat(ErrorLine.of("LINE 1: CREATE TABLE x AS\n", SQL)).isEmpty();
        assertThat(ErrorLine.of("LINE 1: \n", SQL)).isEmpty();
        assertThat(ErrorLine.of("it doesn't work", SQL)).isEmpty();
        assertThat(ErrorLine.of("LINE 99999999999: FROM wh.raw.sales", SQL)).isEmpty();
    }
}
