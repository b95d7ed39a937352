package dev.rockyjava.internal.snapshot.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class SnapshotSalvageTest {

    private static final String MODEL =
            "{'name':'a','target':{'catalog':'w','schema':'s','table':'a'}}";
    private static final String NODE = "{'id':'transformation:b','kind':'transformation','label':'b','depends_on':['x'],"
            + "'target':{'catalog':'w','schema':'s','table':'b'}}";

    @Test
    void namesOfModelsAndNodesAreFoundUpToWhereTheFileEnds() {
        assertThat(keys("{'compile':{'models_detail':[" + MODEL + "]},'dag':{'nodes':[" + NODE + ",{'id':'seed:c','ki"))
                .containsExactly(AssetKey.of("w", "s", "a"), AssetKey.of("w", "s", "b"));
    }

    @Test
    void aNodeOfTheWrongShapeStillHasItsName() {
        assertThat(keys("{'dag':{'nodes':[" + NODE.replace("'kind':'transformation'", "'kind':7") + "]}}"))
                .containsExactly(AssetKey.of("w", "s", "b"));
    }

    @Test
    void aStatusThatForbidsTheGraphDoesNotHideItsNames() {
        assertThat(keys("{'dag_status':'failed','dag':{'nodes':[" + NODE + "," + NODE
                        + ",{'id':'test:b::unique_id','kind':'test','label':'t'},{'id':'seed:c','kind':'seed','label':'c'}]}}"))
                .containsExactly(AssetKey.of("seed", "c"), AssetKey.of("w", "s", "b"));
    }

    @Test
    void aNodeWithoutALabelHasTheNameInItsIdAndATestIsNoAsset() {
        assertThat(keys("{'dag':{'nodes':[{'id':'transformation:m','kind':7},{'id':'test:m::t','kind':'test','label':'m::t'},"
                        + "{'id':'','kind':'seed','label':'x'},{'id':'seed:s','kind':'seed'},"
                        + "{'id':'seed:s','kind':'seed','label':'again'}]}}"))
                .extracting(AssetKey::toString)
                .containsExactlyInAnyOrder("transformation_m", "seed/s");
    }

    @Test
    void nothingIsFoundInWhatIsNoSnapshot() {
        assertThat(keys("")).isEmpty();
        assertThat(keys("<html>")).isEmpty();
        assertThat(keys("[1, 2]")).isEmpty();
        assertThat(keys("{'dag':7,'compile':{'models_detail':[7]}}")).isEmpty();
    }

    @Test
    void whereverTheExampleIsCutItNeverThrows() throws IOException {
        byte[] whole = Files.readAllBytes(Path.of("..", "..", "example-app", "rocky", "snapshot.json"));
        for (int length = 0; length < whole.length; length += 97) {
            SnapshotSalvage.names(new ByteArrayInputStream(Arrays.copyOf(whole, length)), new RockyTranslator());
        }
        assertThat(SnapshotSalvage.names(
                                new ByteArrayInputStream(Arrays.copyOf(whole, whole.length / 2)), new RockyTranslator())
                        .keys())
                .contains(AssetKey.of("warehouse", "marts", "daily_revenue"));
    }

    private static Collection<AssetKey> keys(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return SnapshotSalvage.names(new ByteArrayInputStream(bytes), new RockyTranslator()).keys();
    }
}
