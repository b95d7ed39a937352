package dev.rockyjava.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands where a credential does is masked whole, though nothing declares it; ordinary text is left as it is. */
class CredentialsTest {

    private static String mask(String text) {
        String masked = Secrets.of(Map.of()).mask(text);
        assertThat(Secrets.of(Map.of()).mask(masked)).as("masked twice").isEqualTo(masked);
        return masked;
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'it''s long'", // SQL
        "'it\\'s long'",
        "\"a\\\" long\"",
        "\"a\"\" long\"",
        "'it'\\''s long'", // a shell
        "\\\"a long\\\"", // in JSON
        "\\\"a\\\\\\\" long\\\"",
        "{a; long}", // ODBC
        "{a}} long}"
    })
    void aQuotedValueIsMaskedToItsEnd(String value) {
        assertThat(mask("host=h password=" + value + " user=joe")).isEqualTo("host=h password=*** user=joe");
        assertThat(mask("Server=h;Pwd=" + value + ";Uid=joe")).isEqualTo("Server=h;Pwd=***;Uid=joe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "password='it''' user=joe | password=*** user=joe", // it ends with a quote
        "{\"x\":\"password=\\\"a b\\\"\",\"y\":1} | {\"x\":\"password=***\",\"y\":1}", // the string ends with the value
        "password = ***abc def | password = *** def",
        "password = ***,abc | password = ***,abc",
        "Server=h;Pwd={a}b;Uid=joe | Server=h;Pwd=***;Uid=joe"
    })
    void whatFollowsTheLastQuoteIsLeftAsItIs(String text, String masked) {
        assertThat(mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'", "'abc\\", "'it'\\'", "'it'\\''", "'it''", "\\", "\\\"a b\\", "{"})
    void theTextMayEndAnywhereInAValue(String value) {
        assertThat(mask("host=h password=" + value)).isEqualTo("host=h password=***");
        assertThat(mask("Server=h;Pwd=" + value)).isEqualTo("Server=h;Pwd=***");
    }

    @Test
    void aTextThatEndsBeforeAValueIsLeftAsItIs() {
        assertThat(mask("host=h password=")).isEqualTo("host=h password=");
        assertThat(mask("Server=h;Pwd=")).isEqualTo("Server=h;Pwd=");
        assertThat(mask("https://h/?key=")).isEqualTo("https://h/?key=");
        assertThat(mask("authorization: \"")).isEqualTo("authorization: \"");
    }

    @Test
    void whatIsCutOffIsMaskedToTheEndOfTheText() {
        assertThat(mask("host=h password='a long pass")).isEqualTo("host=h password=***");
        assertThat(mask("authorization: \"Basic abcdefgh\\")).isEqualTo("authorization: \"Basic ***");
        assertThat(mask("Server=h;Pwd={a; long pass")).isEqualTo("Server=h;Pwd=***");
    }

    @ParameterizedTest
    @CsvSource({
        "https://u:p@ss/w@host/x, https://***@host/x",
        "postgres://u:pa ss@host/db failed, postgres://***@host/db failed",
        "https://u:p@h/?next=https://v:q@g/, https://***@h/?next=https://***@g/",
        "redis://:p@ss@host:6379/0, redis://***@host:6379/0",
        "https://host:8080/@scope/x a@b, https://host:8080/@scope/x a@b",
        "https://[::1]:8080/@scope, https://[::1]:8080/@scope",
        "https://host:8080 refused a@b, https://host:8080 refused a@b",
        "https://host/a:b@c, https://host/a:b@c"
    })
    void thePasswordOfAUrlEndsAtTheLastAt(String text, String masked) {
        assertThat(mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "'Server=h;token=abc;Timeout=3', 'Server=h;token=***;Timeout=3'",
        "'Server=h; Client_Secret=a b; Api-Key=c&d;Timeout=3', 'Server=h; Client_Secret=***; Api-Key=***;Timeout=3'",
        "'jdbc:x://h:1433;user=u;password=p@ss;x=y', 'jdbc:x://h:1433;user=u;password=***;x=y'",
        "'can''t open Server=h;Pat=abc then', 'can''t open Server=h;Pat=*** then'"
    })
    void eachSecretOfAConnectionStringIsMasked(String text, String masked) {
        assertThat(mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "Authorization: Digest username=\"u\", response=\"r s\", qop=auth; x | Authorization: Digest *** x",
        "Authorization: AWS4-HMAC-SHA256 Credential=A/b, SignedHeaders=a;b, Signature=c end | Authorization: AWS4-HMAC-SHA256 *** end",
        "Authorization: Bearer *** | Authorization: Bearer ***",
        "sent authorization: Bearer abc.def, got 401 | sent authorization: Bearer ***, got 401",
        "Authorization: Custom abc-def end | Authorization: *** end",
        "Authorization=[Bearer abc-def] | Authorization=[Bearer ***",
        "{\"authorization\":\"Digest a=\\\"b\\\", c=\\\"d\\\"\",\"x\":1} | {\"authorization\":\"Digest ***\",\"x\":1}",
        "{\\\"authorization\\\":\\\"Bearer abc def\\\",\\\"x\\\":1} | {\\\"authorization\\\":\\\"Bearer ***\\\",\\\"x\\\":1}",
        "AUTHORIZATION: BEARER abc-def | AUTHORIZATION: BEARER ***",
        "authorization: none | authorization: none"
    })
    void aHeaderIsMaskedWholeExceptForItsScheme(String text, String masked) {
        assertThat(mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "key = 'x'",
        "SELECT * FROM t WHERE token = t.token AND secret='x'",
        "PRIMARY key=id, UNIQUE KEY = (id)",
        "merge on a.key=b.key; update t set x=1; select 'authorization'",
        "WHERE password = $1 OR password=${PW}",
        "select 1; key := 2"
    })
    void ordinaryTextIsLeftAsItIs(String text) {
        assertThat(mask(text)).isEqualTo(text);
    }
}
