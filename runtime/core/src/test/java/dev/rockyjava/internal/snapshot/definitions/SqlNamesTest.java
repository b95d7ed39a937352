package dev.rockyjava.internal.snapshot.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlNamesTest {

    @Test
    void aNameIsCutAtDotsOutsideQuotes() {
        assertThat(SqlNames.parts("a.b.c")).containsExactly("a", "b", "c");
        assertThat(SqlNames.parts("\"a.b\".c")).containsExactly("a.b", "c");
        assertThat(SqlNames.parts("`a`.[b.c]")).containsExactly("a", "b.c");
        assertThat(SqlNames.parts("\"a\"\"b\"")).containsExactly("a\"b");
        assertThat(SqlNames.parts("a\"b")).containsExactly("a\"b");
        assertThat(SqlNames.parts("\"open.end")).containsExactly("open.end");
        assertThat(SqlNames.parts("")).containsExactly("");
    }

    @Test
    void caseCountsOnlyWhereItTellsNamesApart() {
        SqlNames names = new SqlNames();
        names.add(List.of("S", "T"), "upper");
        names.add(List.of("s", "t"), "lower");
        names.add(List.of("s", "u"), "u");

        assertThat(names.find(List.of("S", "T"))).containsExactly("upper");
        assertThat(names.find(List.of("s", "T"))).containsExactly("lower", "upper");
        assertThat(names.find(List.of("S", "U"))).containsExactly("u");
        assertThat(names.find(List.of("u"))).isEmpty();
    }
}
