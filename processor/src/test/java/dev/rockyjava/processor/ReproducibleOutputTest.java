package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same snapshot gives the same bytes, however it is written down and wherever it is compiled. */
class ReproducibleOutputTest {

    /** The capital I is not the same letter everywhere. */
    private static final String PROJECT =
            SnapshotJson.synthetic(120, 11).model("wh", "RETAIL_INVOICES", "IDS").toString();

    private static SortedMap<String, String> expected = new TreeMap<>();

    @TempDir
    Path folder;

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @BeforeAll
    static void compileOnce(@TempDir Path first) {
        expected = TestProject.warehouse(first, PROJECT).compile().clean().outputs();
        assertThat(expected.keySet()).containsExactly(
                "acme/WarehouseAssets.java",
                "acme/WarehouseDefinitions.java",
                "acme/WarehouseDefinitions.properties",
                "acme/WarehouseDefinitions.rocky");
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    private SortedMap<String, String> outputs(String snapshot) {
        return TestProject.warehouse(folder, snapshot).compile().clean().outputs();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void orderOfNodesEdgesAndMembers(long seed) {
        String shuffled = SnapshotJson.shuffled(PROJECT, seed);
        assertThat(shuffled).isNotEqualTo(PROJECT);
        assertThat(outputs(shuffled)).isEqualTo(expected);
    }

    @Test
    void orderInTheExample() {
        assertThat(outputs(SnapshotJson.shuffled(SnapshotJson.example(), 9))).isEqualTo(outputs(SnapshotJson.example()));
    }

    @Test
    void whiteSpace() {
        assertThat(outputs(SnapshotJson.pretty(PROJECT))).isEqualTo(expected);
        assertThat(outputs(SnapshotJson.compact(PROJECT).replace("\"id\":", "\r\n\t\"id\" : "))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist", "lt-LT"})
    void localeAndTimeZone(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
        assertThat(outputs(PROJECT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "UTF-8"})
    void sourceEncoding(String encoding) {
        assertThat(TestProject.warehouse(folder, PROJECT).options("-encoding", encoding).compile().clean().outputs())
                .isEqualTo(expected);
    }

    @Test
    void anotherFolder(@TempDir Path other) {
        assertThat(TestProject.warehouse(other.resolve("deep/down"), PROJECT).compile().clean().outputs())
                .isEqualTo(expected);
    }

    @Test
    void anotherSnapshotGivesOtherBytes() {
        assertThat(outputs(SnapshotJson.synthetic(120, 12).toString())).isNotEqualTo(expected);
    }
}
