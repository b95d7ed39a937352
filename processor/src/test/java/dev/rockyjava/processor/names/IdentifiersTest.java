package dev.rockyjava.processor.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({
        "fct_revenue, FCT_REVENUE",
        "fctRevenue, FCT_REVENUE",
        "FctRevenue, FCT_REVENUE",
        "FCT_REVENUE, FCT_REVENUE",
        "HTTPServer, HTTPSERVER",
        "day2Close, DAY2_CLOSE",
        "a-b, A_B",
        "a__b, A__B",
        "playground (load), PLAYGROUND__LOAD_",
        "2024, _2024",
        "'', UNNAMED",
        "_, __",
        "$, __",
        "class, CLASS",
        "größe, GRu00f6u00dfE",
        "ﬁx, FIX",
        "Ⅷ, VIII",
        "😀, ud83dude00",
    })
    void constants(String text, String name) {
        assertThat(Identifiers.constant(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "gold, Gold",
        "GOLD, Gold",
        "fct_revenue, FctRevenue",
        "fctRevenue, FctRevenue",
        "FCT_REVENUE, FctRevenue",
        "a__b, A_B",
        "a_b, AB",
        "_a, _A",
        "a_, A_",
        "2024, _2024",
        "'', Unnamed",
        "_, __",
        "string, String_",
        "STRING, String_",
        "localDate, LocalDate_",
        "Local_Date, LocalDate_",
        "seed_asset, SeedAsset_",
        "record, Record",
        "日, u65e5",
    })
    void types(String text, String name) {
        assertThat(Identifiers.type(text)).isEqualTo(name);
    }

    @Test
    void keepsTheFirstAndTheLastLetterAndDigitAndNothingBesideThem() {
        assertThat(Identifiers.constant("azAZ09")).isEqualTo("AZ_AZ09");
        assertThat(Identifiers.constant("a`b{c@d[e/f:g")).isEqualTo("A_B_C_D_E_F_G");
        assertThat(Identifiers.constant("9Z")).isEqualTo("_9_Z");
        assertThat(Identifiers.constant("a\u007fb\u0080c")).isEqualTo("A_Bu0080C");
        assertThat(Identifiers.type("aa_zz_09")).isEqualTo("AaZz09");
        assertThat(Identifiers.type("a\u007fb\u0080c")).isEqualTo("ABu0080c");
    }

    @Test
    void everyCharacterMakesAnAsciiIdentifier() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(c -> c < 0x3000 || c % 97 == 0).mapToObj(Character::toString))
                .allSatisfy(text -> {
                    for (String given : new String[] {text, "a" + text, text + text}) {
                        assertThat(Identifiers.constant(given)).matches("[A-Za-z0-9_]+").matches(SourceVersion::isName);
                        assertThat(Identifiers.type(given)).matches("[A-Za-z0-9_]+").matches(SourceVersion::isName);
                    }
                });
    }

    @Test
    void aLongTypeIsCutAndStillItsOwn() {
        String longName = "x".repeat(300);
        assertThat(Identifiers.type(longName)).hasSize(60).isNotEqualTo(Identifiers.type(longName + "y"));
        assertThat(Identifiers.type("x".repeat(60))).isEqualTo("X" + "x".repeat(59));
        // Each of these letters becomes two: String.toLowerCase would copy the rest of the text each time.
        assertThat(Identifiers.type("\u0130".repeat(500_000))).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "camelCase", "_x", "$", "record", "größe", "String"})
    void aUserMayChoose(String name) {
        assertThat(Identifiers.isConstant(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "a b", "a.b", "class", "null", "_", "TransformationAsset", "OtherAsset"})
    void aUserMayNotChoose(String name) {
        assertThat(Identifiers.isConstant(name)).isFalse();
    }
}
