package dev.rockyjava.internal.snapshot.read;

import static dev.rockyjava.internal.snapshot.Snapshots.quoted;
import static dev.rockyjava.internal.snapshot.Snapshots.read;
import static dev.rockyjava.internal.snapshot.Snapshots.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.internal.snapshot.Snapshots;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, there is a snapshot or a {@link SnapshotException} with an id. */
class DamagedSnapshotTest {

    private static final String SMALL = quoted("{'discover':{'sources':[{'id':'rä','components':{'c':['v'],'d':'w'},"
            + "'source_type':'duckdb','tables':[{'name':'t'}]}]},'compile':{'models_detail':[{'name':'m','tags':{'a':'b'}}]},"
            + "'optimize':{'recommendations':[{'model_name':'m'}]},'dag':{'schema_version':'1','nodes':[{'id':'seed:é𝄞',"
            + "'kind':'seed','label':'\\u00e9','freshness':{'max_lag_seconds':12},'target':{'catalog':'','schema':'s',"
            + "'table':'t'},'depends_on':[]}],'edges':[],'column_lineage':[]},'dag_status':'success','odd':[1.5e3,true,"
            + "null],'rocky_java':{'format':1,'sources_by_pipeline':{'p':['x']}}}");

    @Test
    void aPointerOfGitLfsSaysHowToGetTheFile() {
        Problem problem = Snapshots.refused("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n");
        assertThat(problem.text("s.json"))
                .isEqualTo("[RK102] s.json:1:1: this is a Git LFS pointer instead of the snapshot; get the file with"
                        + " `git lfs pull`");
    }

    @Test
    void marksOfAConflictSayWhereAndWhatToDo() {
        String file = "{\n  \"dag_status\":\n<<<<<<< HEAD\n  \"success\"\n=======\n  \"failed\"\n>>>>>>> other\n}";
        assertThat(Snapshots.refused(file).text("s.json"))
                .startsWith("[RK102] s.json:3:1: git has marked a conflict here; resolve the merge")
                .endsWith("by a refresh");
    }

    @Test
    void aFileThatEndsAnywhereIsRefused() {
        byte[] whole = SMALL.getBytes(StandardCharsets.UTF_8);
        assertThat(DefinitionsBuilder.build(read(whole), new RockyTranslator()).definitions().keys()).hasSize(1);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(refused(cut).id()).as("cut after %s bytes", length).isEqualTo(ProblemId.SNAPSHOT_UNREADABLE);
        }
    }

    @Test
    void anyByteMayBeWrong() {
        byte[] whole = SMALL.getBytes(StandardCharsets.UTF_8);
        for (int position = 0; position < whole.length; position++) {
            for (int damage : new int[] {0x00, 0x22, 0x30, 0x5b, 0x5d, 0x7b, 0x7d, 0x80, 0xff}) {
                byte[] bytes = whole.clone();
                bytes[position] = (byte) damage;
                try {
                    DefinitionsBuilder.build(read(bytes), new RockyTranslator());
                } catch (SnapshotException e) {
                    assertThat(e.problems()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        assertThat(refused("").text("s")).isEqualTo("[RK102] s: the file is empty; write the snapshot again");
        assertThat(refused(" \n\t").text("s")).isEqualTo("[RK102] s: the file is empty; write the snapshot again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'dag_status':'success','dag_status':'failed'}", "{'odd':{'a':1,'a':1}}",
        "{'dag':{'nodes':[],'nodes':[]}}", "{'dag':{'nodes':[{'id':'a','id':'b'}]}}"})
    void aMemberThatComesTwiceIsRefused(String json) {
        assertThat(refused(quoted(json)).text("s")).startsWith("[RK102] s:1:").contains("uplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}{}", "{} x", "{}]", "{}\0", "[]{}"})
    void somethingThatFollowsTheEndIsRefused(String json) {
        assertThat(refused(json).id()).isIn(ProblemId.SNAPSHOT_UNREADABLE, ProblemId.WRONG_VALUE);
    }

    @Test
    void aByteOrderMarkAndWiderEncodingsAreRead() {
        Snapshot plain = read(SMALL);
        for (byte[] bytes : new byte[][] {
            ("\ufeff" + SMALL).getBytes(StandardCharsets.UTF_8),
            ("\ufeff" + SMALL).getBytes(StandardCharsets.UTF_16BE),
            ("\ufeff" + SMALL).getBytes(StandardCharsets.UTF_16LE),
            SMALL.getBytes(StandardCharsets.UTF_16BE)
        }) {
            Snapshot snapshot = read(bytes);
            assertThat(snapshot.sources()).isEqualTo(plain.sources());
            assertThat(snapshot.dag().orElseThrow().nodes().get(0).value())
                    .isEqualTo(plain.dag().orElseThrow().nodes().get(0).value());
        }
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] latin = quoted("{'dag_status':'\u00e9'}").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refused(latin).id()).isEqualTo(ProblemId.SNAPSHOT_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "a\\udc00\\ud800b", "\\ud83d"})
    void halfACharacterIsRefused(String text) {
        // It has no UTF-8 form, so neither generated code nor the resource beside it could hold it.
        String json = Snapshots.ofNodes("{'id':'seed:a','kind':'seed','label':'" + text + "'}");

        assertThat(refused(json).text("s"))
                .startsWith("[RK103] s:1:78: /dag/nodes/0/label: expected a text without unpaired surrogates but found a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "123456789012345678901234567890", "-0", "0.1e-400"})
    void aHugeNumberThatNobodyAskedForIsSkipped(String number) {
        assertThat(read("{\"odd\": " + number + ", \"dag_status\": \"x\"}").dagStatus()).isPresent();
    }

    @Test
    void aNumberOfAMillionDigitsIsRefusedOrSkipped() {
        String digits = "9".repeat(1_000_000);

        assertThat(refused("{\"dag_status\": " + digits + "}").id().code()).startsWith("RK10");
    }

    @Test
    void deepNestingIsRefusedInPlainWords() {
        String deep = "{\"odd\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(refused(deep).text("s"))
                .startsWith("[RK102] s:1:509: this exceeds the limits of the reader (")
                .contains("nesting depth");
        assertThat(read("{\"odd\": " + "[".repeat(400) + "]".repeat(400) + "}").dag()).isEmpty();
    }

    @Test
    void aTextLongerThanAnyBufferIsRead() {
        String long1 = "x".repeat(3_000_000);

        assertThat(read("{\"odd\": \"" + long1 + "\", \"dag_error\": {\"message\": \"" + long1 + "\"}}").dagError())
                .contains(long1);
    }

    @Test
    void aFolderIsNoSnapshot(@TempDir Path folder) {
        assertThatThrownBy(() -> SnapshotReader.read(folder))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("[RK102] " + folder + ": this is a folder; name the snapshot file");
    }

    @Test
    void aMissingFileHasItsOwnId(@TempDir Path folder) {
        Path file = folder.resolve("none.json");

        assertThatThrownBy(() -> SnapshotReader.read(file))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("[RK101] " + file + ": there is no such file; write a snapshot first");
    }

    @Test
    void aFileThatCannotBeOpenedIsUnreadable(@TempDir Path folder) throws IOException {
        Path loop = folder.resolve("loop.json");
        Files.createSymbolicLink(loop, loop);

        assertThatThrownBy(() -> SnapshotReader.read(loop))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("[RK102] " + loop + ": the file can't be read: ")
                .message()
                .containsOnlyOnce("loop.json");
    }

    @Test
    void aDiskThatFailsMidwayIsUnreadable() {
        InputStream failing = new InputStream() {
            private final InputStream begin = new ByteArrayInputStream("{\"dag\": {".getBytes(StandardCharsets.UTF_8));

            @Override
            public int read() throws IOException {
                int next = begin.read();
                if (next < 0) {
                    throw new IOException("Input/output error");
                }
                return next;
            }
        };

        assertThatThrownBy(() -> SnapshotReader.read(failing, "s"))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("[RK102] s: the file can't be read: Input/output error");
    }
}
