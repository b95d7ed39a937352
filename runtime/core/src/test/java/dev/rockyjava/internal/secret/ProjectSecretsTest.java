package dev.rockyjava.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret is known by where it is used. The variables here have names that say nothing. */
class ProjectSecretsTest {

    @TempDir
    Path folder;

    private Secrets secrets(Map<String, String> environment) {
        Secrets secrets = Secrets.of(environment);
        new ProjectSecrets(folder.resolve("rocky.toml"), environment, secrets).find(Map.of());
        return secrets;
    }

    private void file(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    @Test
    void whatAnAdapterAHookOrAStoreTakesIsSecret() throws IOException {
        file("rocky.toml",
                "[adapter.a]", "type = \"trino\"", "auth = { user = \"${A1}\", pass = \"${A2:-none}\" }",
                "[[hook.on_pipeline_complete]]", "command = \"notify --to ${A3}\"", "env = { X = \"${A4}\" }",
                "[hook.webhooks.on_error]", "url = \"https://hooks/${A5}\"",
                "[state]", "backend = \"valkey\"", "valkey_url = \"${A6}\"",
                "[ai]", "port = ${A7}", "[weird]", "lines = [", "  \"${A8}\",", "]");
        Secrets secrets = secrets(Map.of("A1", "value-1", "A2", "value-2", "A3", "value-3", "A4", "value-4", "A5", "value-5",
                "A6", "value-6", "A7", "1234567", "A8", "value-8", "UNUSED", "value-9"));

        assertThat(secrets.mask("value-1 value-2 value-3 value-4 value-5 value-6 1234567 value-8 value-9"))
                .isEqualTo("*** *** *** *** *** *** *** *** value-9");
    }

    @Test
    void whatNamesDataOrAPlaceIsNot() throws IOException {
        file("rocky.toml",
                "[adapter.a]", "type = \"duckdb\"", "path = \"${DB}\"", "region = \"${WHERE}\"",
                "[pipeline.${NAME}]", "type = \"replication\"",
                "[pipeline.${NAME}.target]", "catalog_template = \"${CATALOG}\"", "schema_template = \"raw__${SCHEMA}\"",
                "# ${COMMENTED}");
        Secrets secrets = secrets(Map.of("DB", "warehouse.duckdb", "WHERE", "europe-west", "NAME", "ingest",
                "CATALOG", "analytics", "SCHEMA", "staging", "COMMENTED", "comment"));
        String text = "warehouse.duckdb europe-west ingest analytics staging comment";
        assertThat(secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void aCredentialWithinTheNameOfAPlaceIsSecret() throws IOException {
        file("rocky.toml", "[adapter.a]", "path = \"md:${DB}?motherduck_token=${M}\"", "[adapter.b]",
                "database = \"postgres://reader:${P}@${HOST}/db\"");
        assertThat(secrets(Map.of("DB", "warehouse", "M", "value-1", "P", "value-2", "HOST", "example.com"))
                        .mask("warehouse value-1 value-2 example.com"))
                .isEqualTo("warehouse *** *** example.com");
    }

    @Test
    void aCredentialIsSecretThoughItAlsoNamesSomething() throws IOException {
        file("rocky.toml", "[adapter.a]", "path = \"md:wh?motherduck_token=${M}\"", "schema = \"${M}\"");
        assertThat(secrets(Map.of("M", "value-1")).mask("value-1")).isEqualTo("***");
    }

    @Test
    void namesInAListAreNotSecret() throws IOException {
        file("rocky.toml", "[pipeline.p]", "unique_key = [\"${K}\", \"id\"]", "[adapter.a]", "auth_tokens = [\"${T}\"]");
        assertThat(secrets(Map.of("K", "customer", "T", "value-1")).mask("customer value-1")).isEqualTo("customer ***");
    }

    @Test
    void theVariablesOfACallReplaceThoseOfTheProject() throws IOException {
        file("rocky.toml", "[adapter.a]", "auth = \"${A1}\"");
        Map<String, String> environment = Map.of("A1", "value-1");
        Secrets secrets = Secrets.of(environment);
        ProjectSecrets project = new ProjectSecrets(folder.resolve("rocky.toml"), environment, secrets);
        project.find(Map.of("A1", "value-of-call", "UNUSED", "value-9"));
        assertThat(secrets.mask("value-1 value-of-call value-9")).isEqualTo("*** *** value-9");
        project.find(Map.of("A1", "value-of-next"));
        assertThat(secrets.mask("value-1 value-of-call value-of-next")).isEqualTo("*** *** ***");
    }

    @Test
    void modelsAreLookedForInTheFolderThatAVariableNames() throws IOException {
        file("rocky.toml", "[pipeline.p]", "type = \"transformation\"", "models = \"${M}/**\"");
        file("marts/m.toml", "owner_mail = \"${S1}\"");
        assertThat(secrets(Map.of("M", "marts", "S1", "value-1")).mask("value-1")).isEqualTo("***");
    }

    @Test
    void ofTwoPlacesASecretKeyCountsMostAndThenAName() throws IOException {
        file("rocky.toml", "[adapter.a]", "account = \"${ACCOUNT}\"",
                "[pipeline.p.target]", "catalog = \"${ACCOUNT}\"", "password = \"${BOTH}\"", "schema = \"${BOTH}\"");
        assertThat(secrets(Map.of("BOTH", "warehouse", "ACCOUNT", "larkspur")).mask("warehouse larkspur"))
                .isEqualTo("*** larkspur");
    }

    @Test
    void whatASecretKeyHasInClearTextIsSecretToo() throws IOException {
        file("rocky.toml", "[adapter.a]", "token = \"dapi-in-clear\"", "auth_type = \"password\"",
                "header_token = \"Bearer ${T:-default-token}\"",
                "[hook.webhooks.on_error]", "url = \"https://hooks.example.com/services/T0/B0/xyz\"", "preset = \"generic\"",
                "[pipeline.p]", "unique_key = \"customer_id\"", "surrogate_key = \"order_id\"");
        assertThat(secrets(Map.of()).mask("dapi-in-clear Bearer default-token https://hooks.example.com/services/T0/B0/xyz"
                        + " generic password customer_id order_id"))
                .isEqualTo("*** *** *** generic password customer_id order_id");
    }

    @Test
    void theFilesOfTheModelsAreReadToo() throws IOException {
        file("rocky.toml", "[pipeline.p]", "type = \"transformation\"", "models = \"marts/**\"");
        file("marts/deep/_defaults.toml", "[target]", "schema = \"${S1}\"", "[intent]", "note = \"${S2}\"");
        file("models/m.toml", "owner_mail = \"${S3:-nobody}\"");
        file("other/m.toml", "owner_mail = \"${S4}\"");
        assertThat(secrets(Map.of("S1", "value-1", "S2", "value-2", "S3", "value-3", "S4", "value-4"))
                        .mask("value-1 value-2 value-3 value-4"))
                .isEqualTo("value-1 *** *** value-4");
    }

    @Test
    void whatAModelsOwnFileBeginsWithIsReadTooAndItsSqlIsNot() throws IOException {
        file("rocky.toml", "[pipeline.p]", "type = \"transformation\"");
        file("models/m.sql", "---toml", "[target]", "schema = \"${S1}\"", "[intent]", "note = \"${S2}\"", "---",
                "SELECT '${S3}' AS x");
        file("models/n.rocky", "---toml", "owner_mail = \"${S4}\"", "---", "from orders");
        file("models/o.sql", "SELECT '${S3}' AS x");
        assertThat(secrets(Map.of("S1", "value-1", "S2", "value-2", "S3", "value-3", "S4", "value-4"))
                        .mask("value-1 value-2 value-3 value-4"))
                .isEqualTo("value-1 *** value-3 ***");
    }

    @Test
    void aFileThatIsEditedIsReadAgainAndABrokenOneHasOnlySecrets() throws IOException {
        Map<String, String> environment = Map.of("A1", "value-1", "A2", "value-2");
        Secrets secrets = Secrets.of(environment);
        ProjectSecrets project = new ProjectSecrets(folder.resolve("rocky.toml"), environment, secrets);
        project.find(Map.of());
        file("rocky.toml", "[adapter.a]", "x = \"${A1}\"");
        project.find(Map.of());
        file("rocky.toml", "[adapter.a", "path = \"${A2}\"");
        project.find(Map.of());
        assertThat(secrets.mask("value-1 value-2")).isEqualTo("*** ***");
    }
}
