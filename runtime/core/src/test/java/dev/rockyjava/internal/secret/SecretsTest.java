package dev.rockyjava.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @Test
    void masksValuesOfVariablesWithASecretName() {
        Secrets secrets = Secrets.of(Map.of(
                "MOTHERDUCK_TOKEN", "abc\"def\\g",
                "db_password", "hunter22",
                "DB_PWD", "hunter22-and-more",
                "SIGNING_KEY", "-----BEGIN-----\nMIIEvQIBADANBg\n",
                "PIN_SECRET", "1234",
                "OLDPWD", "/some/folder",
                "REGION", "europe"));
        assertThat(secrets.mask("abc\"def\\g and \"abc\\\"def\\\\g\"")).isEqualTo("*** and \"***\"");
        assertThat(secrets.mask("hunter22 hunter22-and-more")).isEqualTo("*** ***");
        assertThat(secrets.mask("line MIIEvQIBADANBg")).isEqualTo("line ***");
        assertThat(secrets.mask("1234 in /some/folder of europe")).isEqualTo("1234 in /some/folder of europe");
    }

    @Test
    void masksUsersAndSecretParametersInUrls() {
        Secrets secrets = Secrets.of(Map.of());
        assertThat(secrets.mask("open postgres://joe:p@ss:word@host:5432/db"))
                .isEqualTo("open postgres://***@host:5432/db");
        assertThat(secrets.mask("GET https://b/x?part=1&X-Amz-Signature=0aF&api_key=k end"))
                .isEqualTo("GET https://b/x?part=1&X-Amz-Signature=***&api_key=*** end");
        assertThat(secrets.mask("clone https://ghp_token@host/a@b, git://host/@scope"))
                .isEqualTo("clone https://***@host/a@b, git://host/@scope");
        assertThat(secrets.mask("{\"url\":\"https://host\",\"mail\":\"a@b\"}"))
                .isEqualTo("{\"url\":\"https://host\",\"mail\":\"a@b\"}");
        assertThat(secrets.mask("https://b/x?sig=abc&path=a&pat=c&jwt_x=d&sas=e&author=f"))
                .isEqualTo("https://b/x?sig=***&path=a&pat=***&jwt_x=***&sas=***&author=f");
        assertThat(secrets.mask("https://host:8080/path")).isEqualTo("https://host:8080/path");
    }

    @Test
    void theNameOfAVariableIsReadByItsParts() {
        Map<String, String> secret = new TreeMap<>();
        for (String name : List.of("SNOWFLAKE_PAT", "TRINO_JWT", "slack_hmac", "SLACK_WEBHOOK_URL", "BASIC_AUTH", "BEARER",
                "SESSION_COOKIE", "SENTRY_DSN", "AZURE_SAS", "DEPLOY_SIGNATURE", "GCP_CREDENTIALS")) {
            secret.put(name, "value-of-" + name);
        }
        Map<String, String> other = new TreeMap<>();
        for (String name : List.of("PATH", "SASL_MECHANISM", "GIT_AUTHOR_NAME", "SSH_AUTH_SOCK", "AUTH_METHOD", "DISPATCH",
                "COMPATIBILITY", "TOKEN_TYPE", "REGION")) {
            other.put(name, "value-of-" + name);
        }
        Map<String, String> environment = new TreeMap<>(secret);
        environment.putAll(other);
        Secrets secrets = Secrets.of(environment);

        assertThat(secret.values()).allSatisfy(value -> assertThat(secrets.mask(value)).isEqualTo("***"));
        assertThat(other.values()).allSatisfy(value -> assertThat(secrets.mask(value)).isEqualTo(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "p\u00e4ss \"wo\\rd\"/+&=%", // as it is
        "p\u00e4ss \\\"wo\\\\rd\\\"/+&=%", // JSON
        "p\\u00e4ss \\\"wo\\\\rd\\\"\\/+&=%", // JSON in ASCII
        "p\u00e4ss \\\\\\\"wo\\\\\\\\rd\\\\\\\"/+&=%", // JSON in JSON
        "p\\u{e4}ss \\\"wo\\\\rd\\\"/+&=%", // Rust
        "p%C3%A4ss+%22wo%5Crd%22%2F%2B%26%3D%25", // a form
        "p%c3%a4ss%20%22wo%5crd%22/%2b&%3d%25", // a part of a URL
        "p%25C3%25A4ss%2520%2522wo%255Crd%2522%252F%252B%2526%253D%2525" // twice
    })
    void aValueIsMaskedInEachForm(String form) {
        Secrets secrets = Secrets.of(Map.of("DB_PASSWORD", "p\u00e4ss \"wo\\rd\"/+&=%"));
        assertThat(secrets.mask("at <" + form + "> of")).isEqualTo("at <***> of");
    }

    @Test
    void aKeyOfSeveralLinesIsMaskedLineByLine() {
        String key = "-----BEGIN KEY-----\nMIIEvQ+IBADANBg/\nkqhkiG9w0BAQEFA=\n-----END KEY-----\n";
        Secrets secrets = Secrets.of(Map.of("SIGNING_KEY", key));
        assertThat(secrets.mask("{\"key\":\"" + key.replace("\n", "\\n") + "\"}")).isEqualTo("{\"key\":\"***\\n\"}");
        assertThat(secrets.mask("MIIEvQ%2BIBADANBg%2F")).isEqualTo("***");
        assertThat(secrets.mask("| kqhkiG9w0BAQEFA= |")).isEqualTo("| *** |");
    }

    @Test
    @Timeout(60)
    void ofALongValueTheKeysInItAreMaskedHoweverItIsEscaped() {
        String part = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC/+";
        String json = "{\"private_key\":\"" + (part + "\\n").repeat(200) + "\",\"client_email\":\"rocky@project.example.com\"}";
        Secrets secrets = Secrets.of(Map.of("GCP_CREDENTIALS", json));
        assertThat(secrets.mask("x " + json)).isEqualTo("x ***");
        assertThat(secrets.mask(json.replace("\\", "\\\\").replace("\"", "\\\"")))
                .doesNotContain("MIIEvQIBADANBg").doesNotContain("rocky@project");
    }

    @Test
    void ofAValueOfMoreThan1024CharactersAPartOfSixteenIsMaskedAlone() {
        String rest = " x y z, sixteen+letters0 fifteen+letters ".repeat(24);
        String whole = "A".repeat(1024 - rest.length()) + rest.strip() + "  ";
        Secrets shorter = Secrets.of(Map.of("A_TOKEN", whole));
        assertThat(whole).hasSize(1024);
        assertThat(shorter.mask("of sixteen+letters0")).isEqualTo("of sixteen+letters0");
        assertThat(shorter.mask("of " + whole.strip())).isEqualTo("of ***");

        Secrets longer = Secrets.of(Map.of("A_TOKEN", whole + " "));
        assertThat(longer.mask("of sixteen+letters0 fifteen+letters")).isEqualTo("of *** fifteen+letters");
        assertThat(longer.mask("of " + whole.strip())).isEqualTo("of ***");
    }

    @Test
    @Timeout(60)
    void isNotHeldUpByATextThatLooksSecretEverywhere() {
        String text = "get https://host/" + "?key".repeat(4000);
        assertThat(Secrets.of(Map.of()).mask(text)).isEqualTo(text);
        assertThat(Secrets.of(Map.of()).mask(text + "=abc def")).endsWith("?key=*** def");
    }

    @Test
    void masksValuesOfSecretOptions() {
        Secrets secrets = Secrets.of(Map.of());
        assertThat(secrets.mask("run --idempotency-key=k1 --idempotency-key k2 --pipeline p"))
                .isEqualTo("run --idempotency-key=*** --idempotency-key *** --pipeline p");
        assertThat(secrets.mask(List.of("run", "--governance-override", "{\"a\": \"b c\"}", "--pipeline", "p q")))
                .isEqualTo("run --governance-override *** --pipeline \"p q\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "SET PASSWORD 'it''s a \"quote\" & <more>'", // SQL
        "SELECT \"it's a \"\"quote\"\" & <more>\"", // a name in SQL
        "rocky --x 'it'\\''s a \"quote\" & <more>'", // a shell
        "<m>it&apos;s a &quot;quote&quot; &amp; &lt;more&gt;</m>", // XML
        "<m>it&#39;s a &#34;quote&#x22; &#38; &#x3C;more&#62;</m>",
        "it's a\n  \u2502 \"quote\" & <more>", // a line that was broken at a space
        "x it's a \"quo\n  \u2502 te\" & <more>", // and within a word
        "{\"error\":\"it's a \\\"quote\\\"\\n  \u2502 & <more>\"}"
    })
    void aValueIsMaskedWhereItIsQuotedOrBroken(String text) {
        String masked = Secrets.of(Map.of("DB_PASSWORD", "it's a \"quote\" & <more>")).mask(text);
        assertThat(masked).contains("***").doesNotContain("more").doesNotContain("quo").doesNotContain("it");
    }

    @Test
    void aValueIsMaskedInBase64WhateverIsBeforeIt() {
        Secrets secrets = Secrets.of(Map.of("DB_PASSWORD", "s3cr3t?>~\u00e4-of-joe"));
        for (String before : List.of("", "a", "ab", "joe:")) {
            byte[] bytes = (before + "s3cr3t?>~\u00e4-of-joe and more").getBytes(StandardCharsets.UTF_8);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(bytes);
                String masked = secrets.mask("value " + encoded);
                assertThat(masked).contains("***");
                String rest = masked.substring(masked.indexOf("***") + 3);
                // A digit of another byte's bits, too.
                assertThat(rest.length()).isBetween(encoder.encodeToString(" and more".getBytes(StandardCharsets.UTF_8)).length() - 2, 16);
                assertThat(masked.indexOf("***") - 6).isLessThanOrEqualTo((before.length() * 8 + 5) / 6);
            }
        }
    }

    @Test
    void aCredentialIsMaskedWhereItStandsThoughItIsUnknown() {
        Secrets secrets = Secrets.of(Map.of());
        assertThat(secrets.mask("open md:wh?motherduck_token=eyJ0 failed")).isEqualTo("open md:wh?motherduck_token=*** failed");
        assertThat(secrets.mask("Server=h;Uid=joe;Pwd=a b;AccountKey=k/+==;Timeout=3"))
                .isEqualTo("Server=h;Uid=joe;Pwd=***;AccountKey=***;Timeout=3");
        assertThat(secrets.mask("host=h password='a b' user=joe")).isEqualTo("host=h password=*** user=joe");
        assertThat(secrets.mask("> Authorization: Basic am9lOnBhc3M=\n> Host: h")).isEqualTo("> Authorization: Basic ***\n> Host: h");
        assertThat(secrets.mask("{\"authorization\": \"Bearer abc.def-ghi\", \"a\": 1}"))
                .isEqualTo("{\"authorization\": \"Bearer ***\", \"a\": 1}");
        String ordinary = "primary_key = customer_id, password = ${PW}, ON a.token = b.token, authorization failed for joe";
        assertThat(secrets.mask(ordinary)).isEqualTo(ordinary);
    }

    @Test
    @Timeout(60)
    void aLongValueInManyPiecesNeedsNoLargeStack() {
        String value = "aZ0-".repeat(256);
        Secrets secrets = Secrets.of(Map.of("A_TOKEN", value));
        String broken = String.join("\n  \u2502 ", value.split("(?<=\\G.{60})"));
        assertThat(secrets.mask("x " + broken + " y")).isEqualTo("x *** y");
        assertThat(isHeld(secrets, "x " + broken.substring(0, 700))).isTrue();
        assertThat(isHeld(secrets, "x " + broken)).isFalse();
        assertThat(secrets.mask(("aZ0-".repeat(255) + "\\ ").repeat(100))).doesNotContain("***");
    }

    @Test
    void variablesThatComeLaterAreKnownByTheirNamesToo() {
        Secrets secrets = Secrets.of(Map.of("FIRST_TOKEN", "value-1"));
        secrets.addSecretByName(Map.of("SECOND_TOKEN", "value-2", "REGION", "europe"));
        assertThat(secrets.mask("value-1 value-2 europe")).isEqualTo("*** *** europe");
    }

    @Test
    void sixCharactersAreASecretAndFiveAreAWord() {
        Secrets secrets = Secrets.of(Map.of("A_TOKEN", "abc-12", "B_TOKEN", "xyz-1"));
        assertThat(secrets.mask("abc-12 xyz-1")).isEqualTo("*** xyz-1");
        assertThat(secrets.mask(Base64.getEncoder().encodeToString("abc-12xyz-1".getBytes(StandardCharsets.UTF_8))))
                .startsWith("***");
    }

    @Test
    void fourCharactersOfASecretMayBeContinuedInTheNextLine() {
        Secrets secrets = Secrets.of(Map.of("A_TOKEN", "abcd-efgh"));
        assertThat(isHeld(secrets, "x abcd")).isTrue();
        assertThat(isHeld(secrets, "abcd")).isTrue();
        assertThat(isHeld(secrets, "x abc")).isFalse();
        assertThat(isHeld(secrets, "abcd-efgh and more")).isFalse();
    }

    @Test
    void aValueIsMaskedInEachFormWhateverItBeginsWith() {
        String all = "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\u00e9\u2502\ud834\udd1e";
        for (String first : all.codePoints().mapToObj(Character::toString).toList()) {
            Secrets secrets = Secrets.of(Map.of("A_TOKEN", first + "bcd efgh"));
            int code = first.codePointAt(0);
            List<String> beginnings = new ArrayList<>(List.of(
                    first, URLEncoder.encode(first, StandardCharsets.UTF_8)));
            if (!Character.isLetterOrDigit(code) || code > 127) {
                StringBuilder json = new StringBuilder();
                first.chars().forEach(unit -> json.append(String.format(Locale.ROOT, "\\u%04x", unit)));
                beginnings.addAll(List.of(
                        "\\" + first,
                        json.toString(),
                        String.format(Locale.ROOT, "\\u{%x}", code),
                        String.format(Locale.ROOT, "&#x%X;", code),
                        String.format(Locale.ROOT, "&#%d;", code)));
            }
            for (String beginning : beginnings) {
                for (String masked : List.of(beginning + "bcd+efgh", "\n- " + beginning + "bcd%20efgh;")) {
                    assertThat(secrets.mask(masked)).as(masked).doesNotContain("efgh").contains("***");
                }
                assertThat(isHeld(secrets, beginning + "bcd+e")).as(beginning).isTrue();
            }
        }
    }

    @Test
    void aCredentialIsMaskedInATextThatBeginsWithItsSign() {
        assertThat(Secrets.of(Map.of()).mask("=; password=abc")).isEqualTo("=; password=***");
    }

    @Test
    void aRowOfOneSignIsNoBeginningThatGivesAnythingAway() {
        Secrets secrets = Secrets.of(Map.of("A_KEY", "-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----", "B_KEY", "aaaaaa-b"));
        assertThat(isHeld(secrets, "rows: 3\n----------")).isFalse();
        assertThat(isHeld(secrets, "-----\n  | -----")).isFalse();
        assertThat(isHeld(secrets, "x -----B")).isTrue();
        assertThat(isHeld(secrets, "x aaaa")).isTrue();
        assertThat(secrets.unfinished("rows: 3\n--").from()).isEqualTo("rows: 3\n".length());
    }

    @Test
    void onlyTheLinesThatASecretCanReachWait() {
        Secrets secrets = Secrets.of(Map.of("A_TOKEN", "first-token", "B_TOKEN", "second-token"));
        assertThat(secrets.unfinished("one\ntwo\nx seco").line()).isEqualTo("one\ntwo\n".length());
        assertThat(secrets.unfinished("one\nfirst-\ntoken seco").line()).isEqualTo("one\n".length());
        assertThat(secrets.unfinished("one\nfirst-token\nseco").line()).isEqualTo("one\nfirst-token\n".length());
        assertThat(secrets.unfinished("one\ns\necond").line()).isEqualTo("one\n".length());
        assertThat(secrets.unfinished("one\ntwo").line()).isEqualTo("one\ntwo".length());
    }

    @Test
    void valuesThatOverlapAreMaskedTogether() {
        Secrets secrets = Secrets.of(Map.of("A_TOKEN", "abcdefgh", "B_TOKEN", "efghijkl", "C_TOKEN", "cdefghij-and-more"));
        assertThat(secrets.mask("x abcdefghijkl y abcdefghij-and-more z abcdefgh efghijkl")).isEqualTo("x *** y *** z *** ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a|b<\n| |c\ud83d\udd11d\r\ne", // a frame, and a sign like it
        "a|b&lt;|c&#x1f511;d\\r\\ne",
        "a%7cb%3C%7Cc%F0%9F%94%91d%0D%0Ae",
        "a|b\\u003c|c\\ud83d\\uDD11d\\r\\ne",
        "a|b\\<|c\\u{1f511}d\\\\r\\\\ne",
        "a|b<|\\r\\nc\ud83d\udd11 \r\n  d\r\ne"
    })
    void signsAndCharactersOfTwoUnitsAreFoundInEachForm(String form) {
        Secrets secrets = Secrets.of(Map.of("DB_PASSWORD", "a|b<|c\ud83d\udd11d\r\ne"));
        assertThat(secrets.mask("at [" + form + "]")).isEqualTo("at [***]");
    }

    @Test
    void base64IsFoundWhereItIsBrokenOrEncoded() {
        Secrets secrets = Secrets.of(Map.of("DB_PASSWORD", "s3cr3t?>~of-joe"));
        String encoded = Base64.getEncoder().encodeToString("s3cr3t?>~of-joe".getBytes(StandardCharsets.UTF_8));
        assertThat(encoded).contains("+");
        assertThat(secrets.mask(encoded.substring(0, 7) + "\n  \u2502 " + encoded.substring(7))).isEqualTo("***");
        assertThat(secrets.mask(encoded.replace("+", "%2B"))).isEqualTo("***");
    }

    private static boolean isHeld(Secrets secrets, String text) {
        return secrets.unfinished(text).telling() < text.length();
    }
}
