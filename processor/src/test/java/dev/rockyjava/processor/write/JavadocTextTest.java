package dev.rockyjava.processor.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JavadocTextTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("fct_orders", "fct_orders"),
                arguments("a b (c)", "a b (c)"),
                arguments("", "(blank)"),
                arguments(" \t", "(blank)"),
                arguments("*/", "&#42;/"),
                arguments("{@code}", "&#123;&#64;code&#125;"),
                arguments("<b>&\"", "&lt;b&gt;&amp;\""),
                arguments("\\u002a/", "&#92;u002a/"),
                arguments("a\nb", "aU+000Ab"),
                arguments("a\u0000\u0085", "aU+0000U+0085"),
                arguments("\u2028x", "U+2028x"),
                arguments("\u202ex", "U+202Ex"),
                arguments("\ufeffx", "U+FEFFx"),
                arguments("é", "&#233;"),
                arguments("😀", "&#128512;"),
                arguments("\ud83d", "U+D83D"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isSafe(String text, String javadoc) {
        assertThat(JavadocText.escape(text)).isEqualTo(javadoc);
    }

    @Test
    void isCutBetweenCharacters() {
        assertThat(JavadocText.escape("a" + "😀".repeat(600))).isEqualTo("a" + "&#128512;".repeat(499) + "...");
        assertThat(JavadocText.escape("x".repeat(500))).hasSize(500);
    }
}
