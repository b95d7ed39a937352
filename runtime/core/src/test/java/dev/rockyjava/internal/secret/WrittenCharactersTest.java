package dev.rockyjava.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact limits of what is a form of a value: what is no longer one is left as it is. */
class WrittenCharactersTest {

    private static String mask(String value, String text) {
        return Secrets.of(Map.of("A_TOKEN", value)).mask(text);
    }

    @Test
    void upToSeventeenBackslashesEscapeACharacter() {
        String value = "abc\"defghi";
        assertThat(mask(value, "x abc" + "\\".repeat(17) + "\"defghi y")).isEqualTo("x *** y");
        String longer = "x abc" + "\\".repeat(18) + "\"defghi y";
        assertThat(mask(value, longer)).isEqualTo(longer);
    }

    @Test
    void aBackslashBeforeALetterIsPartOfTheText() {
        assertThat(mask("abcdefghi", "in C:\\abc\\defghi")).isEqualTo("in C:\\abc\\defghi");
        assertThat(mask("abc\u00e4defghi", "in abc\\\u00e4defghi")).isEqualTo("in ***");
    }

    @Test
    void aBackslashMayEndTheText() {
        assertThat(mask("abcdefghi", "abcdefghi abc\\")).isEqualTo("*** abc\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc\tdefghi", "abc\\tdefghi", "abc\\\\tdefghi", "abc%09defghi", "abc&#9;defghi", "abc\\u0009defghi"})
    void aTabIsFoundInEachForm(String form) {
        assertThat(mask("abc\tdefghi", "x " + form + " y")).isEqualTo("x *** y");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "abc\0defghi", "abc\\u0000defghi", "abc\\u{0}defghi", "abc%00defghi", "abc%2500defghi", "abc&#0;defghi", "abc&#x0;defghi"
    })
    void aNullCharacterIsFoundInEachForm(String form) {
        assertThat(mask("abc\0defghi", "x " + form + " y")).isEqualTo("x *** y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc%E0%B8%81defghi", "abc%25e0%25b8%2581defghi", "abc\\u0e01defghi", "abc\\u{E01}defghi", "abc&#3585;defghi"})
    void aCharacterOfThreeOctetsIsFoundInEachForm(String form) {
        assertThat(mask("abc\u0e01defghi", "x " + form + " y")).isEqualTo("x *** y");
    }

    @Test
    void bothUnitsOfACharacterAreEscaped() {
        String value = "abc\ud83d\udd11defghi";
        assertThat(mask(value, "x abc\\uD83D\\uDD11defghi")).isEqualTo("x ***");
        assertThat(mask(value, "x abc\\UD83D\\UDD11defghi")).isEqualTo("x ***");
        assertThat(mask(value, "x abc\\ud83dudd11defghi")).isEqualTo("x abc\\ud83dudd11defghi");
        assertThat(mask(value, "x abc\\ud83d\\u00e4defghi")).isEqualTo("x abc\\ud83d\\u00e4defghi");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "it'''s-long", // of three quotes, one is left
        "it\\u027s-long", // too few digits
        "it%2s-long",
        "it&#39s-long", // no semicolon
        "it&apo;s-long",
        "it&#x110000;s-long", // no such character
        "it\\u{27s-long"
    })
    void whatIsNotQuiteAFormIsLeftAsItIs(String text) {
        assertThat(mask("it's-long", "x " + text)).isEqualTo("x " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "abc\n\ndefghi",
        "abc\r\n\r\ndefghi",
        "abc\\r\\n\\r\\ndefghi",
        "abc\\\\r\\\\n\\\\r\\\\ndefghi",
        "abc\n\u2502\n\u2502 defghi", // in a frame
        "abc\n  | \n  | defghi",
        "abc \n \n defghi"
    })
    void aValueWithAnEmptyLineIsMaskedWhole(String form) {
        assertThat(mask("abc\n\ndefghi", "x " + form + " y")).isEqualTo("x *** y");
    }

    @Test
    void aLineEndsWithBothOfItsCharactersEscaped() {
        assertThat(mask("abcdefghi", "x abc\\r\\ndefghi")).isEqualTo("x ***");
        assertThat(mask("abcdefghi", "x abc\\rndefghi")).isEqualTo("x abc\\rndefghi");
    }

    @Test
    void aValueBeginsWithTheFirstCharacterBeyondAscii() {
        assertThat(mask("\u0080bcdefghi", "x \u0080bcdefghi y")).isEqualTo("x *** y");
        assertThat(mask("\u007fbcdefghi", "x \u007fbcdefghi y")).isEqualTo("x *** y");
    }

    // Each pair of quotes may be one or two: without merging what goes on alike, there would be 2^100 ways through.
    @Test
    @Timeout(60)
    void aRowOfQuotesIsReadOnce() {
        assertThat(mask("'".repeat(100), "x " + "'".repeat(200) + " y")).isEqualTo("x *** y");
        assertThat(mask("'".repeat(100) + "a", "x " + "'".repeat(200) + "b")).isEqualTo("x " + "'".repeat(200) + "b");
    }
}
