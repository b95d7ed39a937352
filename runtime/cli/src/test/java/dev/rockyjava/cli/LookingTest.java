package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** list, show, graph and plan: they read the snapshot and call no engine. */
class LookingTest {

    @Test
    void withoutArgumentsTheHelpIsPrinted() {
        Ran help = Ran.command(RockyCli.ofProject(), "--help");
        Ran none = Ran.command(RockyCli.ofProject());
        assertThat(none.out()).isEqualTo(help.out()).startsWith("Usage: rocky-java ").contains("materialize");
        assertThat(none.err()).isEmpty();
        assertThat(none.status()).isZero();
    }

    @Test
    void anApplicationIsCalledByItsName() {
        RockyCli cli = RockyCli.ofProject().withName("warehouse");
        assertThat(Ran.command(cli, "--help").out()).startsWith("Usage: warehouse ");
        assertThat(Ran.command(cli, "plan", "--help").out()).startsWith("Usage: warehouse plan ");
        assertThat(Ran.command(cli, "plam").err()).contains("plam").doesNotContain("rocky-java");
    }


    private final FakeProject project;

    LookingTest(@TempDir Path folder) {
        project = new FakeProject(folder).refreshed();
        project.write("calls", "");
    }

    @Test
    void listsASelectionInColumns() {
        Ran ran = Ran.on(project, "list", "kind:transformation");
        assertThat(ran).isEqualTo(new Ran(0, """
                KEY              KIND            GROUP  STRATEGY       PARTITIONS
                wh/marts/daily   transformation  marts  time_interval  daily from 2026-03-01
                wh/marts/orders  transformation  marts  full_refresh   -
                wh/marts/report  transformation  marts  -              -
                """, "3 of 4 assets\n"));
        assertThat(project.read("calls")).isEmpty();
    }

    @Test
    void listsAsJson() {
        JsonNode json = Ran.on(project, "list", "-o", "json").json();
        assertThat(json).hasSize(4);
        assertThat(json.get(1).get("key").asString()).isEqualTo("wh/marts/daily");
        assertThat(json.get(1).get("partitions").toString()).isEqualTo("{\"grain\":\"daily\",\"first\":\"2026-03-01\"}");
    }

    @Test
    void showsOneAssetByTheEndOfItsKey() {
        Ran ran = Ran.on(project, "show", "daily");
        assertThat(ran.status()).isZero();
        assertThat(ran.out().replaceAll("0 of \\d+", "0 of DAYS")).isEqualTo("""
                wh/marts/daily
                  kind        transformation
                  pipeline    marts
                  strategy    time_interval
                  partitions  daily from 2026-03-01
                  built       0 of DAYS, as far as the journal knows
                  upstream    wh/marts/orders
                  downstream  wh/marts/report
                """);
        assertThat(Ran.on(project, "show", "wh/marts/daily").out()).isEqualTo(ran.out());
    }

    @Test
    void showsColumnsWithTheirTypesAndSources() {
        project.write("snapshot.json", project.read("snapshot.json").replaceFirst("\"rocky_java\"\\s*:\\s*\\{", "$0" + ("'lineage':{'daily':{"
                + "'columns':[{'name':'day','data_type':'DATE'},{'name':'revenue','data_type':'DECIMAL(12,2)'},{'name':'note'}],"
                + "'edges':[" + edge("ordered_at", "day", "cast") + "," + edge("total", "revenue", "aggregation: sum") + ","
                + edge("tax", "revenue", "direct") + "]}},").replace('\'', '"')));
        assertThat(Ran.on(project, "show", "daily").out()).endsWith("""
                  columns
                    day      DATE           from wh/marts/orders.ordered_at (cast)
                    note
                    revenue  DECIMAL(12,2)  from wh/marts/orders.tax
                                            from wh/marts/orders.total (aggregation: sum)
                """);
        assertThat(Ran.on(project, "show", "daily", "-o", "json").json().get("column_types").toString())
                .isEqualTo("{\"day\":\"DATE\",\"note\":null,\"revenue\":\"DECIMAL(12,2)\"}");
    }

    private static String edge(String from, String to, String how) {
        return "{'source':{'model':'orders','column':'" + from + "'},'target':{'model':'daily','column':'" + to
                + "'},'transform':'" + how + "'}";
    }

    @Test
    void showsWhatTheKeyDoesNotSay() {
        project.graph(FakeProject.transformation("orders", "", "").replace("'table':'orders'", "'table':'orders_v2'"),
                FakeProject.SEED).refreshed();
        assertThat(Ran.on(project, "show", "orders_v2").out()).contains("node      transformation:orders\n")
                .doesNotContain("target", "group", "metadata", "tags");
        assertThat(Ran.on(project, "show", "rates").out()).contains("  group  default\n").doesNotContain("node");
    }

    @Test
    void showsOneAssetAsJson() {
        JsonNode json = Ran.on(project, "show", "report", "--output", "json").json();
        assertThat(json.get("upstream").toString())
                .isEqualTo("[{\"key\":\"seed/rates\",\"origin\":\"declared\"},"
                        + "{\"key\":\"wh/marts/daily\",\"origin\":\"declared\"}]");
    }

    @Test
    void offersTheNearestNames() {
        Ran ran = Ran.on(project, "show", "dayly");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isEqualTo("there is no asset dayly; did you mean wh/marts/daily?\n");
    }

    @Test
    void refusesToShowSeveral() {
        Ran ran = Ran.on(project, "show", "marts/*");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("means 3 assets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "graph", "status", "plan", "materialize"})
    void aNameOfSeveralAndALoneBackslashAreMistakesOfTheUser(String command) {
        project.graph(FakeProject.ORDERS, "{'id':'seed:orders','kind':'seed','label':'orders'}").refreshed();
        assertMistake("the name 'orders' could be any of 2 assets: seed/orders, wh/marts/orders", command, "orders");
        assertMistake("column 2: expected a character after '\\'", command, "x\\");
        assertMistake("there is no asset kartoffel", command, "kartoffel");
        assertMistake("group:zzz matches no asset", command, "* and not group:zzz");
    }

    private void assertMistake(String message, String... arguments) {
        Ran ran = Ran.on(project, arguments);
        assertThat(ran.err()).contains(message).doesNotContain("fault of rocky-java").doesNotContain("\tat ");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void selectsWhatChangedSinceAnotherSnapshot() throws IOException {
        Path old = Files.copy(project.snapshot(), project.file("old (1).json"));
        project.graph(FakeProject.ORDERS, FakeProject.DAILY.replace("time_interval", "full_refresh"), FakeProject.SEED,
                FakeProject.transformation("added", "", "")).refreshed();
        String changed = "changed:\"" + old + "\"";
        assertThat(Ran.on(project, "list", changed).out()).contains("wh/marts/added", "wh/marts/daily")
                .doesNotContain("orders", "seed");
        assertThat(Ran.on(project, "plan", changed).err()).isEqualTo("2 of 4 assets\n");
        assertMistake("there is no snapshot file " + project.file("gone.json"),
                "plan", "changed:" + project.file("gone.json"));
        assertMistake("can't be the name of a file", "list", "changed:a\0b");
        assertMistake("changed:FILE", "list", "state:modified");
        project.write("broken.json", "{");
        Ran broken = Ran.on(project, "list", "changed:" + project.file("broken.json"));
        assertThat(broken.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(broken.err()).contains("broken.json").doesNotContain("fault of rocky-java");
    }

    @Test
    void thatNothingChangedIsNoMistake() {
        String unchanged = "changed:\"" + project.snapshot() + "\"";
        for (String selection : List.of(unchanged, unchanged + "+ and not kind:seed")) {
            for (String command : List.of("list", "status", "plan", "materialize")) {
                Ran ran = Ran.on(project, command, selection);
                assertThat(ran.status()).as(command).isEqualTo(ExitCodes.OK);
                assertThat(ran.err()).as(command).contains("matches none of the 4 assets");
            }
        }
        assertThat(Ran.on(project, "list", unchanged, "-o", "json").out()).isEqualToIgnoringWhitespace("[]");
        Ran run = Ran.on(project, "materialize", unchanged, "-o", "json");
        assertThat(run.err()).startsWith("nothing to do: ");
        assertThat(run.out()).contains("\"succeeded\"", "true", "\"nothing_to_do\"");
        assertThat(project.file(".rocky-java/runs")).doesNotExist();
        assertMistake("there is no asset", "materialize", unchanged + " or gone");
    }

    @Test
    void adviceOfTheEngineIsNoChange() throws IOException {
        Path old = Files.copy(project.snapshot(), project.file("old.json"));
        project.write("models/.rocky-state.redb", ""); // or nobody asks for advice
        project.answer("optimize", "{'command':'optimize','recommendations':[{'model_name':'orders',"
                        + "'current_strategy':'table','recommended_strategy':'view','estimated_monthly_savings':1.5,"
                        + "'reasoning':'seldom read'}]}")
                .refreshed();
        assertThat(Ran.on(project, "show", "orders").out()).contains("rocky/estimated_monthly_savings=1.5");
        assertThat(Ran.on(project, "list", "changed:" + old, "-o", "json").out()).isEqualToIgnoringWhitespace("[]");
        assertThat(Ran.on(project, "diff", old.toString()).out()).isEqualTo("no difference\n");
    }

    @Test
    void drawsTheGraphInFourLanguages() {
        assertThat(Ran.on(project, "graph", "+report").out()).isEqualTo("""
                seed/rates  seed
                wh/marts/orders  transformation
                wh/marts/daily  transformation
                  <- wh/marts/orders
                wh/marts/report  transformation
                  <- seed/rates
                  <- wh/marts/daily
                """);
        assertThat(Ran.on(project, "graph", "+daily or seed/*", "--format", "mermaid").out()).isEqualTo("""
                flowchart LR
                  subgraph g1["default"]
                    a1(["rates<br/>seed"]):::seed
                  end
                  subgraph g2["marts"]
                    a2["daily<br/>transformation"]:::transformation
                    a3["orders<br/>transformation"]:::transformation
                  end
                  a3 --> a2
                  classDef transformation fill:#dcfce7,stroke:#15803d,color:#111827
                  classDef seed fill:#fef9c3,stroke:#a16207,color:#111827
                """);
        assertThat(Ran.on(project, "graph", "+daily", "-f", "dot").out()).isEqualTo("""
                digraph assets {
                  rankdir=LR;
                  node [style=filled, fontname="Helvetica", fontcolor="#111827"];
                  graph [fontname="Helvetica", style=rounded, color="#9ca3af"];
                  subgraph cluster_1 {
                    label="marts";
                    "wh/marts/daily" [label="daily\\ntransformation", shape=box, fillcolor="#dcfce7", color="#15803d"];
                    "wh/marts/orders" [label="orders\\ntransformation", shape=box, fillcolor="#dcfce7", color="#15803d"];
                  }
                  "wh/marts/orders" -> "wh/marts/daily";
                }
                """);
        JsonNode json = Ran.on(project, "graph", "+daily", "-o", "json").json();
        assertThat(json.get("edges").toString())
                .isEqualTo("[{\"from\":\"wh/marts/orders\",\"to\":\"wh/marts/daily\",\"origin\":\"declared\"}]");
        assertThat(json.get("nodes")).hasSize(2);
    }

    @Test
    void namesCantBecomeMarkup() {
        project.graph(FakeProject.transformation("a\\\\\\\"];x<b>&lt;#", "", "")).refreshed();
        assertThat(Ran.on(project, "graph", "-f", "mermaid").out())
                .contains("[\"a#92;#34;#93;#59;x#60;b#62;#38;lt#59;#35;<br/>transformation\"]");
        assertThat(Ran.on(project, "graph", "-f", "dot").out()).contains(
                "\"wh/marts/a\\\\\\\\\\\"];x<b>&lt;#\" [label=\"a\\\\\\\"];x<b>&amp;lt;#\\ntransformation\"");
    }

    @Test
    void theGraphIsOneThatGraphvizDraws() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/dot")), "there is no Graphviz");
        project.graph(FakeProject.transformation("a\\\\\\\"];x<b>&lt;#", "", ""), FakeProject.SEED, FakeProject.ORDERS).refreshed();
        Path graph = project.write("graph.dot", Ran.on(project, "graph", "-f", "dot").out());
        Process dot = new ProcessBuilder("/usr/bin/dot", "-Tsvg", graph.toString()).redirectErrorStream(true).start();
        String svg = new String(dot.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(dot.waitFor()).as(svg).isZero();
        assertThat(svg).contains(">a\\&quot;];x&lt;b&gt;&amp;lt;#</text>", ">marts</text>", ">seed</text>");
    }

    @Test
    void warnsOfAGraphThatMermaidDoesNotDraw() {
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String all = nodes.stream().map(node -> node.replaceAll("(?s)\\{'id':('[^']*').*", "$1")).collect(Collectors.joining(","));
            nodes.add(FakeProject.transformation("m" + i, "", all));
        }
        project.graph(nodes.toArray(String[]::new)).refreshed();
        assertThat(Ran.on(project, "graph", "-f", "mermaid").err()).contains("this graph has 780 edges", "draws at most 500");
        assertThat(Ran.on(project, "graph", "-f", "mermaid", "m0 or m1").err()).isEmpty();
    }

    @Test
    void plansWithoutRunning() {
        Ran ran = Ran.on(project, "plan", "+report", "--from", "2026-04-01", "--to", "2026-04-03");
        assertThat(ran.status()).isZero();
        String rocky = project.file("fake-rocky") + " --config rocky.toml --output json";
        assertThat(ran.out().replace(rocky, "BINARY …").replace(project.folder().toString(), "FOLDER")).isEqualTo("""
                Enter this first, for the commands below:
                     cd FOLDER
                     rocky() { command BINARY … "$@"; }
                1. seed/rates  seed
                     because: upstream of wh/marts/report (1 step)
                     graph-only: nothing is executed without --execute seed
                2. wh/marts/orders  transformation
                     because: upstream of wh/marts/report (2 steps)
                     rocky run --model orders --pipeline marts
                     note: built once, whole, for wh/marts/daily, which builds 2026-04-01 to 2026-04-03
                3. wh/marts/daily  transformation
                     because: upstream of wh/marts/report (1 step)
                     rocky run --model daily --pipeline marts --from 2026-04-01 --to 2026-04-03
                     note: not all is known that this model and 1 more read, so it comes after all seeds, sources and loads
                     after seed/rates, wh/marts/orders
                4. wh/marts/report  transformation
                     because: selected by name
                     rocky run --model report --pipeline marts
                     note: reads seed/rates, which the run doesn't load; add --execute seed (in Java .execute(NodeKind.SEED)) unless an earlier run has loaded it
                     after seed/rates, wh/marts/daily
                """);
        assertThat(project.read("calls")).isEmpty();
        JsonNode json = Ran.on(project, "plan", "daily", "--partition", "2026-04-01", "-o", "json").json();
        assertThat(json.get(0).get("commands").toString())
                .isEqualTo("[\"" + rocky + " run --model daily --pipeline marts --partition 2026-04-01\"]");
        assertThat(json.get(0).get("because").asString()).isEqualTo("selected by name");
    }

    @Test
    void plansForTheFolderOfTheConfigurationThatTheEngineReads() {
        project.write("rocky/rocky.toml", project.read("rocky.toml"));
        project.write("defs.yaml", project.read("defs.yaml").replace("config_path: rocky.toml", "config_path: rocky/rocky.toml"));
        Ran ran = Ran.on(project, "plan", "orders");
        assertThat(ran.out()).contains("     cd " + project.file("rocky") + "\n");
        assertThat(ran.err()).doesNotContain("rocky.toml");

        project.write("defs.yaml", project.read("defs.yaml").replace("config_path: rocky/rocky.toml", "config_path: rocky/rokcy.toml"));
        assertThat(Ran.on(project, "plan", "orders").err())
                .contains("there is no " + project.file("rocky/rokcy.toml"), "rocky.toml lies beside it", "set config_path in");
    }

    @Test
    void saysOnceWhatIsTheReasonForAll() {
        assertThat(Ran.on(project, "plan", "*").out()).containsOnlyOnce("because: all assets\n1. ");
        assertThat(Ran.on(project, "plan", "orders").out()).contains("     because: selected by name\n");
    }

    @Test
    void theCommandsOfAPlanCanBePasted(@TempDir Path folder) throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "there is no POSIX shell");
        FakeProject odd = new FakeProject(Files.createDirectory(folder.resolve("it's $HOME's `x` folder"))).refreshed();
        odd.write("calls", "");
        String[] plan = {"plan", "*", "--execute", "seed", "--partitions", "2026-04-01..2026-04-02", "--backfill", "1"};
        List<String> lines = Ran.on(odd, plan).out().lines()
                .filter(line -> line.startsWith("     cd ") || line.startsWith("     rocky"))
                .toList();
        odd.answer("seed", "{}");

        Process shell = new ProcessBuilder("/bin/sh", "-e", "-c", String.join("\n", lines))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        List<String> commands = new ArrayList<>();
        String[] json = Stream.concat(Stream.of(plan), Stream.of("-o", "json")).toArray(String[]::new);
        Ran.on(odd, json).json().forEach(step -> step.get("commands").forEach(command -> commands.add(command.asString())));
        assertThat(odd.read("calls").lines().map(call -> "rocky " + call))
                .containsExactlyElementsOf(commands.stream().map(line -> "rocky " + line.substring(line.indexOf("--config"))).toList())
                .hasSize(5);
    }

    @Test
    void choosesPartitionsInEveryWay() {
        assertThat(commands("--partitions", "2026-04-01..2026-04-05")).containsExactly("--from 2026-04-01 --to 2026-04-05");
        assertThat(commands("--from", "2026-04-01", "--to", "2026-04-05", "--backfill", "2"))
                .containsExactly("--from 2026-04-01 --to 2026-04-02", "--from 2026-04-03 --to 2026-04-04",
                        "--partition 2026-04-05");
        String today = "--partition " + LocalDate.now(ZoneOffset.UTC).getYear();
        assertThat(commands("--latest")).singleElement().asString().startsWith(today);
        assertThat(commands("--missing")).containsExactly("--missing");
        assertThat(commands()).singleElement().asString().startsWith(today);
    }

    private List<String> commands(String... options) {
        List<String> all = new ArrayList<>(List.of("plan", "daily", "-o", "json"));
        all.addAll(List.of(options));
        List<String> commands = new ArrayList<>();
        Ran.on(project, all.toArray(String[]::new)).json().get(0).get("commands").forEach(command ->
                commands.add(command.asString().replaceFirst(".* run --model daily --pipeline marts", "").strip()));
        return commands;
    }

    @Test
    void takesTheExecutionModeFromTheConfiguration() {
        project.write("defs.yaml", project.read("defs.yaml") + "  execution_mode: plan\n");
        assertThat(Ran.on(project, "plan", "orders").err()).contains("the engine can't plan in this project");
        assertThat(Ran.on(project, "plan", "orders", "--execution-mode", "direct").status()).isZero();
    }

    @Test
    void aMistakeInPartitionsIsAMistakeOfTheUser() {
        assertUsage("give either --partition, or both --from and --to", "daily", "--from", "2026-04-01");
        assertUsage("not several", "daily", "--from", "2026-04-01", "--to", "2026-04-02", "--partition", "2026-04-01");
        assertUsage("not several", "daily", "--latest", "--missing");
        assertUsage("--backfill needs a range", "daily", "--backfill", "2");
        assertUsage("--backfill is at least 1", "daily", "--backfill", "0", "--partitions", "2026-04-01..2026-04-02");
        assertUsage("FIRST..LAST, not '2026-04-01'", "daily", "--partitions", "2026-04-01");
        assertUsage("FIRST..LAST, not '..2026-04-01'", "daily", "--partitions", "..2026-04-01");
        assertUsage("none of the selected assets has partitions", "orders", "--latest");
        assertUsage("there is no execution mode 'apply'", "orders", "--execution-mode", "apply");
        assertUsage("the engine can't plan in this project", "orders", "--execution-mode", "plan-then-apply");
        assertUsage("'2026-04' is no partition of any selected asset: wh/marts/daily is daily", "*", "--partition", "2026-04");
        assertUsage("none of the selected assets has partitions", "orders", "--partition", "2026-04-01");
        assertUsage("before its first one", "daily", "--partition", "2020-01-01");
        assertUsage("backwards", "daily", "--from", "2026-04-02", "--to", "2026-04-01");
    }

    private void assertUsage(String message, String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "plan";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Ran ran = Ran.on(project, command);
        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aSnapshotFileIsEnough(@TempDir Path empty) throws IOException {
        Path file = Files.copy(project.snapshot(), empty.resolve("snap.json"));
        Files.createDirectory(empty.resolve("folder"));
        String snapshot = file.toString();
        String folder = empty.resolve("folder").toString();
        for (String[] words : List.of(
                new String[] {"list"},
                new String[] {"show", "daily"},
                new String[] {"graph"},
                new String[] {"plan", "daily"},
                new String[] {"diff", snapshot})) {
            List<String> all = new ArrayList<>(List.of("-p", folder, "-s", snapshot));
            all.addAll(List.of(words));
            Ran ran = Ran.command(RockyCli.ofProject(), all.toArray(String[]::new));
            assertThat(ran.status()).as("%s: %s", all, ran.err()).isZero();
        }
        assertThat(Ran.command(RockyCli.ofProject(), "-p", folder, "diff", snapshot, snapshot).out()).isEqualTo("no difference\n");
        assertThat(Ran.command(RockyCli.ofProject(), "-p", folder, "list").err()).contains("neither defs.yaml nor rocky.toml", "--snapshot");
    }
}
