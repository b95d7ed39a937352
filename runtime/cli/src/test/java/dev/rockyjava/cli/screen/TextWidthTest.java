package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    @ParameterizedTest
    @CsvSource({
        "orders,6", "'',0", "caf\u00e9,4", "cafe\u0301,4", "\u6ce8\u6587,4", "\uc8fc\ubb38,4", "\uff76\uff85,2", "\uff2f\uff2b,4",
        "\ud83d\ude80x,3", "\u231a,2", "\u2319,1", "\u231c,1", "\ud83c\udde9\ud83c\uddea,2", "\u2192,1", "\ud840\udc0b,2"
    })
    void countsTheColumnsThatATerminalUses(String text, int columns) {
        assertThat(TextWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void neverCutsACharacterInHalf() {
        assertThat(TextWidth.beginning("a\u6ce8\u6587", 4)).isEqualTo("a\u6ce8");
        assertThat(TextWidth.beginning("e\u0301\ud83d\ude80", 1)).isEqualTo("e\u0301");
        assertThat(TextWidth.end("\u6ce8\u6587b", 4)).isEqualTo("\u6587b");
        assertThat(TextWidth.end("ab", 0)).isEmpty();
    }

    @Test
    void wrapsLongLinesOnlyBelowTheirOwnBeginning() {
        assertThat(CommandTexts.fitted("\n  a sentence that is longer than it may be\n    LINE 1: p.x\n              ^\n", 30))
                .isEqualTo("\n  a sentence that is longer\n    than it may be\n    LINE 1: p.x\n              ^\n");
    }

    @Test
    void wrapsBetweenWordsOnlySoThatEachCanBeCopied() {
        assertThat(TextWidth.wrapped("a bc /very/long/path d  e", 6)).containsExactly("a bc", "/very/long/path", "d  e");
        assertThat(TextWidth.wrapped("fits  as it is", 14)).containsExactly("fits  as it is");
    }
}
