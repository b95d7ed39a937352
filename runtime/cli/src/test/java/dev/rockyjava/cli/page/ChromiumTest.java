package dev.rockyjava.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rockyjava.cli.FakeProject;
import dev.rockyjava.cli.PageProject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in a real Chromium, which are left with pictures of them in target/pages. Skipped where there is none. */
class ChromiumTest {

    private static final Path PAGES = Path.of("target", "pages").toAbsolutePath();

    @TempDir
    private static Path profile;

    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.program().isPresent(), "there is no Chromium on the PATH, and -Drocky.chromium names none");
        Files.createDirectories(PAGES);
        browser = Browser.start(profile);
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void tenThousandAssetsAreReadyAndCanBeMoved() throws Exception {
        Path file = PAGES.resolve("large.html");
        WarehousePage.of(LargeProject.component(folder), LargeProject.definitions(folder)).title("Ten thousand assets").write(file);

        browser.open(file, "", 1440, 900, false);
        double ready = browser.evaluate("rockyPage.readyMs").asDouble();
        browser.screenshot(PAGES.resolve("large-groups.png"));
        double whole = browser.evaluate("(() => { const start = performance.now(); rockyPage.page.showAll(); return performance.now() - start; })()").asDouble();
        browser.screenshot(PAGES.resolve("large-whole.png"));
        double pan = browser.evaluate("""
                (() => {
                  const steps = [];
                  for (let i = 0; i < 20; i++) {
                    const start = performance.now();
                    rockyPage.page.graph.pan(i % 2 ? 40 : -40, 10);
                    rockyPage.page.graph.draw();
                    rockyPage.page.graph.context.getImageData(0, 0, 1, 1);
                    steps.push(performance.now() - start);
                  }
                  return Math.max(...steps);
                })()""").asDouble();
        double search = browser.evaluate("""
                (() => Math.max(...['orders_77', 'customer_id', 'tag:gold', 'area_3 stock', 'zzz'].map(text => {
                  const start = performance.now();
                  rockyPage.page.search.find(text, 50);
                  return performance.now() - start;
                })))()""").asDouble();
        clickThrough(file, "");

        Files.writeString(PAGES.resolve("figures.txt"), String.format(
                Locale.ROOT,
                "10,000 assets: %d bytes, ready in %.0f ms, whole graph %.0f ms, pan step at most %.0f ms, search at most %.1f ms%n",
                Files.size(file), ready, whole, pan, search));
        assertThat(browser.evaluate("rockyPage.page.model.n").asInt()).isEqualTo(10_000);
    }

    @Test
    void aRunThatFailedIsExplained() throws Exception {
        Path file = PAGES.resolve("failed.html");
        PageProject.failedRun(new FakeProject(folder), file);

        browser.open(file, "", 1440, 1000, false);
        browser.screenshot(PAGES.resolve("failed.png"));
        assertThat(text("#runs")).contains("1 failure", "nothing for run-daily", "1 asset for", "wh/marts/report");
        browser.open(file, "#wh/marts/daily", 1440, 1000, true);
        browser.screenshot(PAGES.resolve("failed-asset-dark.png"));
        assertThat(text("#panel")).contains("failed", "Partitions, daily", "rocky");
        browser.open(file, "", 320, 640, false);
        browser.screenshot(PAGES.resolve("failed-phone.png"));
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(320);
        clickThrough(file, "");
    }

    @Test
    void hostileNamesAreText() throws Exception {
        Path file = PAGES.resolve("hostile.html");
        WarehousePageTest.hostile(folder).write(file);

        browser.open(file, "", 1000, 700, false);
        browser.evaluate("rockyPage.page.goTo(0)");
        browser.evaluate("new Promise(next => setTimeout(next, 100))");
        browser.screenshot(PAGES.resolve("hostile.png"));
        assertThat(text("#panel h2")).isEqualTo("</script><img src=x onerror=alert(1)>");
        assertThat(text("#panel")).contains("\u27e8U+202E\u27e9").doesNotContain("\u202e");
        assertThat(browser.evaluate("document.images.length").asInt()).isZero();
        clickThrough(file, "");
    }

    private void clickThrough(Path file, String fragment) throws Exception {
        try (InputStream script = Objects.requireNonNull(ChromiumTest.class.getResourceAsStream("click-through.js"))) {
            browser.open(file, fragment, 1280, 800, false);
            assertThat(browser.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8)).size()).isGreaterThan(10);
        }
        assertThat(browser.errors()).isEmpty();
    }

    private static String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').innerText").asString();
    }
}
