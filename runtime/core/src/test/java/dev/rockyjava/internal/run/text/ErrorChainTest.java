package dev.rockyjava.internal.run.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorChainTest {

    private static final String DUCKDB = "Catalog Error: no such table!\nDid you mean \"b\"?\n\nLINE 2: FROM a\n             ^";

    @Test
    void hasARepeatedCauseOnce() {
        assertThat(ErrorChain.once("model 'm' failed: DuckDB error: " + DUCKDB + ": " + DUCKDB + ": Error code 1: Unknown error code"))
                .isEqualTo("model 'm' failed: DuckDB error: " + DUCKDB);
        assertThat(ErrorChain.once("a: b: b: b")).isEqualTo("a: b");
    }

    @Test
    void isLeftAsItIsWithoutRepetition() {
        for (String text : new String[] {"", ": ", "a: b: c", "table a: a table: ", DUCKDB, "x: x: y"}) {
            assertThat(ErrorChain.once(text)).isEqualTo(text);
        }
    }
}
