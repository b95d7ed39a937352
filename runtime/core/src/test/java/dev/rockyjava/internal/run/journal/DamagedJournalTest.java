package dev.rockyjava.internal.run.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.run.history.JournalException;
import dev.rockyjava.run.history.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal that was edited or damaged is refused by the line, whatever the line is. */
class DamagedJournalTest {

    private static final String RUN =
            "{'type':'run','time':'2026-04-07T08:00:00Z','version':4,'run':'20260407-080000000-aaaaaa','part':1,'steps':0}\n";

    @TempDir
    private Path folder;

    private Path journal(String lines) throws IOException {
        return Files.writeString(folder.resolve("20260407-080000000-aaaaaa.jsonl"), lines.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "calling", "ended", "done", "plan", "finished", "resumed", "with", "of a newer version"})
    void aJournalBeginsWithItsRun(String type) throws IOException {
        Path journal = journal("{'type':'" + type + "','time':'2026-04-07T08:00:00Z','key':'a'}\n" + RUN);

        assertThatThrownBy(() -> JournalReader.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 1 of the run journal")
                .hasMessageContaining("it doesn't begin with the run");
        assertThat(RunHistory.read(folder).leftOut()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"finished", "started", "resumed", "run"})
    void anInvalidTimeIsRefusedWithItsLine(String type) throws IOException {
        Path journal = journal(RUN + "{'type':'" + type + "','time':'2026$04-07T08:00:00Z','key':'a'}\n");

        assertThatThrownBy(() -> JournalReader.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2 of the run journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finished", "resumed", "run", "calling", "ended"})
    void aMissingTimeIsRefusedWithItsLine(String type) throws IOException {
        Path journal = journal(RUN + "{'type':'" + type + "','version':4,'key':'a','kind':'transformation','status':'failed'}\n");

        assertThatThrownBy(() -> JournalReader.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2 of the run journal");
        assertThat(RunHistory.read(folder).leftOut()).hasSize(1);
    }

    /** As numbers one by one they would fill the memory. */
    @Test
    void aRangeOfDeletedPartsMayHaveAnyLength() throws IOException {
        journal(RUN + "{'type':'deleting','part':1,'parts':[[2,9223372036854775807],[-9223372036854775808,-1]]}\n");

        RunHistory history = RunHistory.read(folder);
        assertThat(history.leftOut()).isEmpty();
        assertThat(history.runs()).hasSize(1);
        assertThat(history.last()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "../../outside", ""})
    void theOwnersFileNamesAnInvalidRun(String run) throws IOException {
        Files.writeString(folder.resolve("run.owner"), "{\"last\":{\"run\":\"" + run + "\",\"part\":3}}");

        assertThat(RunHistory.read(folder).leftOut()).hasSize(1).allMatch(left -> !left.contains("outside"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-04-05", "9999-12-31"})
    void aRangeOfPartitionsEndsAfterItBegins(String last) throws IOException {
        Path journal = journal(RUN + "{'type':'plan','key':'a','kind':'transformation','grain':'day','builds':{'first':'2026-04-06',"
                + "'last':'" + last + "'}}\n");

        assertThatThrownBy(() -> JournalReader.read(journal))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("line 2 of the run journal");
    }
}
