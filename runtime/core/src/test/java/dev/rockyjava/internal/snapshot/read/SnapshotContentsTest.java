package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a snapshot is kept for comparisons, and in which form. */
class SnapshotContentsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1.0", "10, 1e1", "100, 1.00E+2", "0, -0.0", "0.5, 5e-1", "12345678901234567890, 12345678901234567890.000",
        "1e999999999, 10e999999998", "7, 7.000"
    })
    void theFormOfANumberMeansNothing(String one, String other) {
        assertThat(contents("{'a':{'b':%s}}".formatted(one)).sameAs(contents("{'a':{'b':%s}}".formatted(other)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, '\"1\"'", "true, '\"true\"'", "1e99999999999, 1e99999999998", "[1;2], [2;1]", "[[1];2], [1;[2]]", "{}, []"})
    void whatIsAnotherValueIsSeen(String one, String other) {
        String file = "{'a':{'b':%s}}";
        assertThat(contents(file.formatted(one.replace(';', ','))).sameAs(contents(file.formatted(other.replace(';', ',')))))
                .isFalse();
    }

    @Test
    void nullIsNothing() {
        assertThat(contents("{'a':{'b':null},'c':null}").sameAs(contents("{'a':{}}"))).isTrue();
    }

    @Test
    void parametersOfStrategiesAndUnknownMembersAreKeptAsTheyAreStated() {
        Stated stated = definitions(
                        "'strategy':{'type':'merge','unique_key':['id','Stra\u00dfe'],'timestamp_column':'at','lookback':30},"
                                + "'retention':{'days':7,'b':[true,\"x\"]},'text':'" + "x".repeat(200) + "'")
                .get(AssetKey.of("w", "s", "m"))
                .stated();

        assertThat(stated.strategy()).isEqualTo(Map.of(
                "unique_key", "[\"id\", \"Stra\u00dfe\"]", "timestamp_column", "at", "lookback", "30"));
        assertThat(stated.others()).containsOnlyKeys("dag.retention", "dag.text")
                .containsEntry("dag.retention", "{\"b\": [true, \"x\"], \"days\": 7}");
        assertThat(stated.others().get("dag.text")).matches("#[0-9a-f]+");
    }

    @Test
    void halvesOfCharactersAreKeptToo() {
        Definitions definitions = definitions("'odd':'\\ude00','strategy':{'type':'x','key':['\\ud83d']}");
        byte[] resource = DefinitionsWriter.write(definitions);
        assertThat(DefinitionsResource.load(new ByteArrayInputStream(resource), "r")).isEqualTo(definitions);
        assertThat(definitions.get(AssetKey.of("w", "s", "m")).stated().others())
                .isEqualTo(Map.of("dag.odd", "\\ude00"));
    }

    @Test
    void whatIsLongerThanItsLimitIsADigest() {
        String hundred = "x".repeat(100);
        assertThat(others("'odd':'" + hundred + "'")).isEqualTo(hundred);
        assertThat(others("'odd':'" + hundred + "x'")).matches("#[0-9a-f]+");
        assertThat(others("'odd':['" + hundred.substring(2) + "']")).isEqualTo("[\"" + hundred.substring(2) + "\"]");
        assertThat(others("'odd':['" + hundred.substring(1) + "']")).matches("#[0-9a-f]+");
        assertThat(others("'odd':['" + hundred + "x',1]")).matches("#[0-9a-f]+");
        String key = "k".repeat(4000);
        assertThat(strategy("'key':'" + key + "'")).isEqualTo(key);
        assertThat(strategy("'key':'" + key + "k'")).matches("#[0-9a-f]+");
    }

    private static String others(String member) {
        return String.valueOf(definitions(member).get(AssetKey.of("w", "s", "m")).stated().others().get("dag.odd"));
    }

    private static String strategy(String member) {
        return String.valueOf(definitions("'strategy':{'type':'merge'," + member + "}")
                .get(AssetKey.of("w", "s", "m")).stated().strategy().get("key"));
    }

    private static Definitions definitions(String members) {
        return Snapshots.definitions(Snapshots.ofNodes(Snapshots.model("m", "," + members)));
    }

    private static SnapshotContents contents(String json) {
        return Snapshots.read(Snapshots.quoted(json)).contents();
    }
}
