package dev.rockyjava.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reasons of Jackson in our messages. */
class JsonFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": [1, 2", "{\"a\": [1, 2}", "{\"a\" 1}", "{", "[1,,2]", "{\"a\": \"\u0001\"}", "nul", "{'a': 1}", "\"abc"})
    void aBrokenTextHasAReasonInOneLineThatSaysNothingAboutJackson(String json) {
        JacksonException e = catchThrowableOfType(JacksonException.class, () -> Mappers.json().readTree(json));
        assertThat(JsonFailure.text(e)).isNotBlank().doesNotContain("Source", "REDACTED", "StreamReadFeature", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = ", "[a", "a = [1,", "a = 'x", "a = 1\na = 2", "= 1"})
    void soHasToml(String toml) {
        JacksonException e = catchThrowableOfType(JacksonException.class, () -> Mappers.readToml(toml));
        assertThat(JsonFailure.text(e)).isNotBlank().doesNotContain("Source", "REDACTED", "StreamReadFeature", "\n");
    }

    @Test
    void theReasonItselfIsKept() {
        JacksonException e = catchThrowableOfType(JacksonException.class, () -> Mappers.json().readTree("{\"a\": [1, 2"));
        assertThat(JsonFailure.text(e)).isEqualTo("Unexpected end-of-input: expected close marker for Array");
    }

    @Test
    void aValueOfAnotherTypeToo() {
        JsonNode text = Mappers.json().readTree("\"x\"");
        JacksonException e = catchThrowableOfType(JacksonException.class, () -> Mappers.json().treeToValue(text, int[].class));
        assertThat(JsonFailure.text(e)).isNotBlank().doesNotContain("Source", "REDACTED", "StreamReadFeature", "\n");
    }
}
