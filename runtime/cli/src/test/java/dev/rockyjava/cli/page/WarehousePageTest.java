package dev.rockyjava.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.cli.FakeProject;
import dev.rockyjava.cli.PageProject;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.sql.ModelCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class WarehousePageTest {

    private static final Instant NOW = Instant.parse("2026-04-08T06:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void whatNamesContainIsNeverMarkup() {
        Page page = Page.of(hostile().at(NOW));

        assertThat(page.html().split("<script", -1)).hasSize(4);
        assertThat(page.html().split("</script", -1)).hasSize(4);
        assertThat(page.html()).doesNotContain("<img", "onerror", "\u202e", "\u2028");
        assertThat(page.html()).contains("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>");
        assertThat(page.text("description", 0)).contains("</script><img src=x onerror=alert(1)>");
    }

    /** Names with everything that could end a text, a tag or an attribute, or that changes the order of others. */
    static WarehousePage hostile(Path folder) {
        String tag = "</script><img src=x onerror=alert(1)>";
        String marks = "\"'`${1}\u202egnp\u2066\u200b\u2028\u2029\u0000";
        AssetKey one = AssetKey.of("wh", tag, tag);
        AssetKey other = AssetKey.of("wh", "]]><!--" + marks, "__proto__" + marks);
        Definitions definitions = Definitions.of(
                List.of(
                        AssetSpec.builder(one, "transformation:a", NodeKind.TRANSFORMATION, tag, tag)
                                .description(tag + marks + "\ud800")
                                .tags(Map.of(tag, marks))
                                .owners(List.of(marks))
                                .build(),
                        AssetSpec.builder(other, "transformation:b", NodeKind.TRANSFORMATION, marks, "constructor")
                                .dependency(one, Dependency.Origin.SQL)
                                .columnSource(tag, new ColumnSource(one, marks, tag))
                                .build()),
                List.of());
        return WarehousePage.of(RockyComponent.of(ComponentConfig.builder().build(), folder), definitions)
                .title("</title><script>alert(1)</script>");
    }

    private WarehousePage hostile() {
        return hostile(folder);
    }

    @Test
    void thePolicyAllowsWhatIsInThePageAndNothingElse() throws Exception {
        String html = Page.of(hostile()).html();
        Matcher policy = Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"").matcher(html);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .isEqualTo("default-src 'none'; script-src '" + digest(html, "<script>", "</script>") + "'; style-src '"
                        + digest(html, "<style>", "</style>") + "'; base-uri 'none'; form-action 'none'");
        assertThat(html).doesNotContainPattern("\\son[a-z]+=").doesNotContain(" style=\"", " src=", "https://", "innerHTML", "eval(", "${");
    }

    private static String digest(String html, String from, String to) throws Exception {
        int start = html.indexOf(from) + from.length();
        byte[] text = html.substring(start, html.indexOf(to, start)).getBytes(StandardCharsets.UTF_8);
        return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(Page.of(hostile().at(NOW)).html()).isEqualTo(Page.of(hostile().at(NOW)).html());
    }

    @Test
    void onlySqlThatTheSnapshotStatesIsShown() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Path same = Files.writeString(folder.resolve("models/same.sql"), "select 'same'");
        Path edited = Files.writeString(folder.resolve("models/edited.sql"), "select 1");
        Files.writeString(folder.resolve("secret.txt"), "password");
        ModelCode code = new ModelCode(folder, Optional.empty());
        Map<String, String> ofEdited = code.of(edited, "edited");
        Files.writeString(edited, "select 2");
        Definitions definitions = Definitions.of(
                List.of(
                        model("edited", ofEdited),
                        model("gone", Map.of("models/gone.sql", "0123")),
                        model("other", Map.of("secret.txt", "0123")),
                        model("same", code.of(same, "same"))),
                List.of());

        Page page = Page.of(WarehousePage.of(RockyComponent.of(ComponentConfig.builder().build(), folder), definitions));

        assertThat(page.sql().toString()).isEqualTo("[\"select 'same'\"]");
        assertThat(page.data().path("assets").path("code").toString()).isEqualTo("[2,3,0,1]");
        assertThat(page.data().path("code").toString()).isEqualTo("[\"\",\"there\",\"edited\",\"gone\",\"large\"]");
    }

    private static AssetSpec model(String name, Map<String, String> code) {
        return AssetSpec.builder(AssetKey.of("wh", name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "g")
                .stated(new Stated(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(code), 0))
                .build();
    }

    @Test
    void aPageWithTenThousandAssetsIsSmall() throws Exception {
        WarehousePage page = WarehousePage.of(LargeProject.component(folder), LargeProject.definitions(folder));

        assertThat(Page.of(page).html().length()).isLessThan(4_000_000);
    }

    @Test
    void namesWithoutAGeneratedConstantAreKeys() {
        assertThat(Page.of(hostile()).text("java", 0))
                .isEqualTo("AssetKey.parse(\"wh/<\\\\/script><img src=x onerror=alert(1)>/<\\\\/script><img src=x onerror=alert(1)>\")");
    }

    @Test
    void aRunThatHasNotEndedHasNoPage() {
        assertThatThrownBy(() -> hostile().run(new RunRecording())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theStateOfAssetsIsThatOfTheJournal() throws Exception {
        Path report = folder.resolve("report.html");
        PageProject.failedRun(new FakeProject(folder), report);
        Page page = new Page(Files.readString(report));

        assertThat(page.state("wh/marts/orders")).isEqualTo("materialized");
        assertThat(page.state("wh/marts/daily")).isEqualTo("failed");
        assertThat(page.state("wh/marts/report")).isEqualTo("skipped");
        assertThat(page.data().path("shown").asInt()).isZero();
        assertThat(page.data().path("runs").size()).isEqualTo(9);
        JsonNode run = page.data().path("runs").path(0);
        int at = position(run.path("asset"), page.asset("wh/marts/report"));
        assertThat(run.path("cause").path(at).asInt()).isEqualTo(page.asset("wh/marts/daily"));
        assertThat(page.texts("commands", page.asset("wh/marts/orders")))
                .containsExactly("rocky --config rocky.toml --output json run --model orders --pipeline marts");
        // 2 to 4, 6, 9 to 12 March built, the 13th failed
        assertThat(page.data().path("assets").path("partitions").path(page.asset("wh/marts/daily")).path("runs").toString())
                .startsWith("[0,1,1,3,0,1,1,1,0,2,1,4,2,1,0,");
        assertThat(page.texts("stale", page.asset("wh/marts/daily"))).anyMatch(reason -> reason.contains("2026-03-13 failed"));
    }

    private static int position(JsonNode numbers, int number) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.path(i).asInt() == number) {
                return i;
            }
        }
        throw new AssertionError(number + " isn't in " + numbers);
    }

    @Test
    void aProjectThatWasNeverRunHasAPage() {
        FakeProject project = new FakeProject(folder).refreshed();
        Page page = Page.of(WarehousePage.of(project.component(), project.component().buildDefs()).journal(folder.resolve("runs")).at(NOW));

        assertThat(page.state("wh/marts/orders")).isEqualTo("never");
        assertThat(page.data().path("runs").size()).isZero();
        assertThat(page.data().path("assets").path("partitions").path(page.asset("wh/marts/daily")).path("runs").toString())
                .isEqualTo("[0,39]");
    }
}
