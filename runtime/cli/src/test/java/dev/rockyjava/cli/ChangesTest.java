package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What an edit of a project means to {@code changed:} and {@code diff}. */
class ChangesTest {

    private static final String PIPELINE = "[pipeline.marts]\ntype = 'transformation'\nmodels = 'models/**'\n";
    private static final String LOAD = "[pipeline.files]\ntype = 'load'\nsource_dir = 'landing'\n";
    private static final String ENVIRONMENT = "  = catalog wh -> pr_17\n";

    private final FakeProject project;
    private final Path before;

    ChangesTest(@TempDir Path folder) throws IOException {
        project = new FakeProject(folder);
        project.write("models/_defaults.toml", "[target]\ncatalog = \"${CAT:-wh}\"\nschema = \"marts\"\n");
        for (String model : List.of("orders", "daily", "report")) {
            project.write("models/" + model + ".sql", "select 1 as id\nfrom raw.x\n");
            project.write("models/" + model + ".toml", "name = \"" + model + "\"\n");
        }
        project.write("models/orders.contract.toml", "[rules]\nrequired = [\"id\"]\n");
        project.write("seeds/rates.csv", "id,rate\n1,2\n");
        project.write("seeds/rates.toml", "[target]\nschema = \"marts\"\n");
        project.write("rocky.toml", PIPELINE + LOAD);
        project.graph(graph(FakeProject.ORDERS));
        project.refreshed();
        before = Files.copy(project.snapshot(), project.file("before.json"));
    }

    private static String[] graph(String orders) {
        return new String[] {
            orders, FakeProject.DAILY, FakeProject.REPORT, FakeProject.SEED,
            "{'id':'load:files','kind':'load','label':'files','pipeline':'files'}"
        };
    }

    private static String merged(String columns) {
        return FakeProject.transformation("orders", ",'strategy':{'type':'full_refresh','unique_key':[" + columns + "]}", "");
    }

    private static void inPr(FakeProject project, String... nodes) {
        project.graph(Stream.of(nodes).map(node -> node.replace("'catalog':'wh'", "'catalog':'pr_17'")).toArray(String[]::new));
    }

    private static void rename(FakeProject project) {
        for (String suffix : List.of(".sql", ".toml")) {
            try {
                Files.move(project.file("models/orders" + suffix), project.file("models/purchases" + suffix));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        project.write("models/purchases.toml", "name = \"purchases\"\n");
    }

    private static String[] renamed() {
        return Stream.of(graph(FakeProject.ORDERS)).map(node -> node.replace("orders", "purchases")).toArray(String[]::new);
    }

    private static Consumer<FakeProject> write(String file, String text) {
        return project -> project.write(file, text);
    }

    static Stream<Arguments> edits() {
        String sql = "select 2 as id\nfrom raw.x\n";
        return Stream.of(
                arguments("nothing", write("other.txt", ""), "", "no difference\n"),
                arguments("SQL text", write("models/orders.sql", sql), "wh/marts/orders", "1 changed\n  ~ wh/marts/orders: files "),
                arguments("blanks only", write("models/orders.sql", "select 1 as id  \r\nfrom raw.x\t\r\n\r\n"), "", "no difference\n"),
                arguments("sidecar", write("models/orders.toml", "name = \"orders\"\nintent = \"x\"\n"), "wh/marts/orders",
                        "1 changed\n  ~ wh/marts/orders: files models/orders.toml="),
                arguments("defaults", write("models/_defaults.toml", "[target]\ncatalog = \"wh\"\nschema = \"marts\"\n"),
                        "wh/marts/daily wh/marts/orders wh/marts/report", "3 changed\n  ~ wh/marts/daily: files models/_defaults.toml="),
                arguments("contract", write("models/orders.contract.toml", "[rules]\n"), "wh/marts/orders",
                        "1 changed\n  ~ wh/marts/orders: files models/orders.contract.toml="),
                arguments("data of a seed", write("seeds/rates.csv", "id,rate\n1,3\n"), "seed/rates",
                        "1 changed\n  ~ seed/rates: files seeds/rates.csv="),
                arguments("line ends of a seed", write("seeds/rates.csv", "id,rate\r\n1,2"), "", "no difference\n"),
                arguments("sidecar of a seed", write("seeds/rates.toml", "[target]\nschema = \"other\"\n"), "seed/rates",
                        "1 changed\n  ~ seed/rates: files seeds/rates.toml="),
                arguments("folder of a load pipeline", write("rocky.toml", PIPELINE + LOAD.replace("landing", "landed")), "files/load",
                        "1 changed\n  ~ files/load: files rocky.toml [pipeline.files]="),
                arguments("a pipeline of models", write("rocky.toml", PIPELINE + "target = {adapter = 'other'}\n" + LOAD),
                        "wh/marts/daily wh/marts/orders wh/marts/report",
                        "3 changed\n  ~ wh/marts/daily: files rocky.toml [pipeline.marts]="),
                arguments("a comment and the schedule of a pipeline",
                        write("rocky.toml", PIPELINE + "execution = {concurrency = 8} # more\n" + LOAD), "", "no difference\n"),
                arguments("another table of rocky.toml", write("rocky.toml", PIPELINE + LOAD + "[adapter.x]\ntype = 'duckdb'\n"),
                        "", "no difference\n"),
                arguments("strategy parameter", (Consumer<FakeProject>) p -> p.graph(graph(merged("'id'"))), "wh/marts/orders",
                        "1 changed\n  ~ wh/marts/orders: strategy parameters "),
                arguments("catalog, by a variable", (Consumer<FakeProject>) p -> inPr(p, graph(FakeProject.ORDERS)), "",
                        "no difference, in another environment\n" + ENVIRONMENT),
                arguments("catalog, by a variable, and SQL text",
                        (Consumer<FakeProject>) p -> {
                            inPr(p, graph(FakeProject.ORDERS));
                            p.write("models/daily.sql", sql);
                        },
                        "pr_17/marts/daily",
                        "1 changed, in another environment\n" + ENVIRONMENT + "  ~ pr_17/marts/daily: files models/daily.sql="),
                arguments("catalog, in the defaults",
                        (Consumer<FakeProject>) p -> {
                            inPr(p, graph(FakeProject.ORDERS));
                            p.write("models/_defaults.toml", "[target]\ncatalog = \"pr_17\"\nschema = \"marts\"\n");
                        },
                        "pr_17/marts/daily pr_17/marts/orders pr_17/marts/report",
                        "3 changed, in another environment\n" + ENVIRONMENT + "  ~ pr_17/marts/daily: files models/_defaults.toml="),
                arguments("catalog of one model", (Consumer<FakeProject>) p ->
                                p.graph(graph(FakeProject.ORDERS.replace("'catalog':'wh'", "'catalog':'lake'"))),
                        "lake/marts/orders wh/marts/daily",
                        """
                        1 added, 1 removed, 1 changed
                          + lake/marts/orders
                          - wh/marts/orders
                          ? wh/marts/orders is perhaps lake/marts/orders now: the same node of the engine
                          ~ wh/marts/daily: dependencies wh/marts/orders -> lake/marts/orders
                        """),
                arguments("rename",
                        (Consumer<FakeProject>) p -> {
                            rename(p);
                            p.graph(renamed());
                        },
                        "wh/marts/daily wh/marts/purchases",
                        "1 added, 1 removed, 1 changed\n  + wh/marts/purchases\n  - wh/marts/orders\n"),
                arguments("rename, in another environment",
                        (Consumer<FakeProject>) p -> {
                            rename(p);
                            inPr(p, renamed());
                        },
                        "pr_17/marts/daily pr_17/marts/purchases",
                        "1 added, 1 removed, 1 changed, in another environment\n" + ENVIRONMENT
                                + "  + pr_17/marts/purchases\n  - pr_17/marts/orders\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void whatIsChanged(String edit, Consumer<FakeProject> make, String changed, String diff) {
        make.accept(project);
        project.refreshed();

        assertThat(changed("changed:" + before)).isEqualTo(changed.isEmpty() ? List.of() : List.of(changed.split(" ")));
        Ran ran = Ran.on(project, "diff", before.toString(), "--check");
        assertThat(ran.out()).startsWith(diff);
        assertThat(ran.status()).isEqualTo(diff.startsWith("no difference") ? ExitCodes.OK : ExitCodes.DIFFERENT);
    }

    private List<String> changed(String selection) {
        List<String> keys = new ArrayList<>();
        Ran.on(project, "list", selection, "-o", "json").json().forEach(asset -> keys.add(asset.get("key").asString()));
        return keys;
    }

    @Test
    void theEnvironmentIsSaidOnceAndCountsForWhatIsStrict() {
        inPr(project, graph(FakeProject.ORDERS));
        Ran check = Ran.on(project, "refresh", "--check");
        assertThat(check.status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(check.out()).contains("3 added, 3 removed").doesNotContain("environment");
        project.refreshed();

        assertThat(Ran.on(project, "diff", before.toString(), "--check", "--strict").out()).startsWith("3 added, 3 removed");
        JsonNode json = Ran.on(project, "diff", before.toString(), "-o", "json").json();
        assertThat(json.get("different").asBoolean()).isFalse();
        assertThat(json.get("environment").toString())
                .isEqualTo("{\"catalogs\":[{\"before\":\"wh\",\"after\":\"pr_17\"}],\"schemas\":[]}");
        Ran list = Ran.on(project, "materialize", "changed:" + before);
        assertThat(list.status()).isEqualTo(ExitCodes.OK);
        assertThat(list.err()).contains(before + " is of another environment: catalog wh -> pr_17\n").contains("nothing to do");
    }

    @Test
    void codeThatIsntKnownCountsAsChangedAndIsSaidOnce() throws IOException {
        String old = Files.readString(before).replaceAll("\"(?:|seed_|pipeline_)code\"\\s*:\\s*\\{(?:[^{}]|\\{[^{}]*})*},?", "");
        Files.writeString(before, old);

        Ran diff = Ran.on(project, "diff", before.toString(), "--check");
        assertThat(diff.out()).isEqualTo("""
                code of 5 assets not compared
                  ! the earlier snapshot has no digests of files, so that the code of 5 assets can't be compared
                """);
        assertThat(diff.status()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(Ran.on(project, "diff", before.toString(), "-o", "json").json().get("code_not_compared").toString())
                .isEqualTo("[\"files/load\",\"seed/rates\",\"wh/marts/daily\",\"wh/marts/orders\",\"wh/marts/report\"]");
        assertThat(changed("changed:" + before)).containsExactly("files/load", "seed/rates", "wh/marts/daily", "wh/marts/orders", "wh/marts/report");
        assertThat(Ran.on(project, "list", "changed:" + before).err().lines()).containsOnlyOnce(
                "warning: changed:" + before + ": the earlier snapshot has no digests of files, so that the code of"
                        + " 5 assets can't be compared; each of them counts as changed until that snapshot is written again by"
                        + " this version");
        assertThat(Ran.on(project, "diff", project.snapshot().toString(), before.toString()).out())
                .contains("! the later snapshot has no digests");
    }

    @Test
    void editsWithoutARefreshAreAWarning() {
        project.write("models/orders.sql", "select 2 as id\nfrom raw.x\n");
        String warning = "warning: the snapshot is older than models/orders.sql; refresh it: " + refresh();
        for (String command : List.of("list", "plan", "materialize")) {
            assertThat(Ran.on(project, command, "changed:" + before).err()).as(command).containsOnlyOnce(warning);
        }
        assertThat(Ran.on(project, "diff", before.toString()).err()).isEqualTo(warning);
        assertThat(Ran.on(project, "diff", before.toString(), before.toString()).err()).as("two files").isEmpty();
        project.write("models/new.sql", "select 1");
        assertThat(Ran.on(project, "list", "changed:" + before + " or changed:" + project.snapshot()).err())
                .containsOnlyOnce("warning: the snapshot is older than models/new.sql and 1 more; refresh it: " + refresh());
        project.refreshed();
        assertThat(Ran.on(project, "list", "changed:" + before).err()).doesNotContain("older");
    }

    private String refresh() {
        return "rocky-java refresh --project " + project.folder() + "\n";
    }
}
