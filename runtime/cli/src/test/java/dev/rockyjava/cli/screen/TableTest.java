package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.screen.Table.Cell;
import dev.rockyjava.cli.screen.Table.IfNarrow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private final Table table = new Table()
            .column("KEY", IfNarrow.STAYS)
            .column("STATUS", IfNarrow.STAYS)
            .column("RUN", IfNarrow.LEFT_OUT)
            .column("DONE", IfNarrow.BELOW)
            .column("PARTS", IfNarrow.BELOW)
            .column("NOTE", IfNarrow.BELOW_AS_TEXT);

    TableTest() {
        row("wh/marts/orders", "failed", "r1", "3", "of 2026", "the engine said that this doesn't work");
        row("wh/a", "ok", "r1", "0", "-", "");
    }

    private void row(String... texts) {
        table.row(Cell.of(texts[0]), new Cell(texts[1], Style.BAD), Cell.of(texts[2]), Cell.of(texts[3]), Cell.of(texts[4]),
                Cell.of(texts[5]));
    }

    @Test
    void alignsAllColumnsWhereThereIsRoom() {
        assertThat(text(Integer.MAX_VALUE)).isEqualTo("""
                KEY              STATUS  RUN  DONE  PARTS    NOTE
                wh/marts/orders  failed  r1   3     of 2026  the engine said that this doesn't work
                wh/a             ok      r1   0     -
                """);
        assertThat(table.layout(Integer.MAX_VALUE).leftOut()).isEmpty();
    }

    @Test
    void givesWayFromTheRightAsEachColumnSays() {
        assertThat(text(50)).isEqualTo("""
                KEY              STATUS  RUN  DONE  PARTS
                wh/marts/orders  failed  r1   3     of 2026
                    the engine said that this doesn't work
                wh/a             ok      r1   0     -
                """);
        assertThat(text(24)).isEqualTo("""
                KEY              STATUS
                wh/marts/orders  failed
                    3 done, parts of
                    2026
                    the engine said that
                    this doesn't work
                wh/a             ok
                """);
        assertThat(table.layout(24).leftOut()).containsExactly("RUN");
    }

    @Test
    void aKeyIsNeverShortenedButHasALineOfItsOwn() {
        assertThat(text(20)).startsWith("""
                KEY   STATUS
                wh/marts/orders
                      failed
                """).endsWith("wh/a  ok\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, 22, 23, 30, 40, 50, 60, 79, 80})
    void noLineIsWiderThanTheTerminal(int width) {
        assertThat(text(width).lines()).allMatch(line -> TextWidth.of(line) <= width);
    }

    @Test
    void aTextInTheLastColumnWrapsWithinIt() {
        Table findings = new Table().column("", IfNarrow.STAYS).column("", IfNarrow.WRAPS);
        findings.row(new Cell("ok", Style.GOOD), Cell.of("all is well with this project"));
        assertThat(findings.layout(20).text().toString()).isEqualTo("""
                ok  all is well with
                    this project
                """);
    }

    @Test
    void wideCharactersAreAligned() {
        Table wide = new Table().column("KEY", IfNarrow.STAYS).column("KIND", IfNarrow.STAYS);
        for (String name : new String[] {"\u6ce8\u6587", "cafe\u0301", "\ud83d\ude80x", "abcd"}) {
            wide.row(Cell.of(name), Cell.of("seed"));
        }
        assertThat(wide.layout(80).text().toString().lines()).allMatch(line ->
                line.startsWith("KEY") || TextWidth.of(line.substring(0, line.indexOf("seed"))) == 6);
    }

    @Test
    void coloursAreAroundWordsAndTextCantBringItsOwn() {
        Table one = new Table().column("KEY", IfNarrow.STAYS).column("STATUS", IfNarrow.STAYS);
        one.row(Cell.of("a\u001b[2J\nb"), new Cell("failed", Style.BAD));
        StyledText text = one.layout(80).text();
        assertThat(text.onTerminal(true)).isEqualTo("""
                \u001b[2mKEY\u001b[m      \u001b[2mSTATUS\u001b[m
                a [2J b  \u001b[31mfailed\u001b[m
                """);
        assertThat(text.onTerminal(false)).doesNotContain("\u001b");
    }

    private String text(int width) {
        return table.layout(width).text().toString();
    }
}
