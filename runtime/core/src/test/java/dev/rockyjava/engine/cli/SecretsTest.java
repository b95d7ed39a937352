package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
    void masksPasswordsInUrls() {
        Secrets secrets = Secrets.of(Map.of());
        assertThat(secrets.mask("open postgres://joe:p@ss:word@host:5432/db"))
                .isEqualTo("open postgres://joe:***@host:5432/db");
        assertThat(secrets.mask("GET https://b/x?part=1&X-Amz-Signature=0aF&api_key=k end"))
                .isEqualTo("GET https://b/x?part=1&X-Amz-Signature=***&api_key=*** end");
        assertThat(secrets.mask("https://host:8080/path")).isEqualTo("https://host:8080/path");
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
}
