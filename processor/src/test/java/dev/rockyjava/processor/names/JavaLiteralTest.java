package dev.rockyjava.processor.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JavaLiteralTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("a/b", "\"a/b\""),
                arguments("", "\"\""),
                arguments("\u001f ~", "\"\\u001f ~\""),
                arguments("\"", "\"\\\"\""),
                arguments("\\", "\"\\\\\""),
                arguments("\\u002a", "\"\\\\u002a\""),
                arguments("\\é", "\"\\\\\\u00e9\""),
                arguments("\r\n", "\"\\r\\n\""),
                arguments("\u0000\u007f\u0085\u2028", "\"\\u0000\\u007f\\u0085\\u2028\""),
                arguments("😀", "\"\\ud83d\\ude00\""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isOneLiteral(String text, String literal) {
        assertThat(JavaLiteral.of(text)).isEqualTo(literal);
    }
}
