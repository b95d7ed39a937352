package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineProcess;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.LeftEngine;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.run.history.JournalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that excludes runs on other machines is asked for its project first, and gets it back in any case. */
class ClaimedProjectTest {

    private static final String ID = "20260408-013000250-k3x9ab";

    private final List<String> heard = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private final Definitions definitions = new Project().model("a").build();
    private @Nullable RuntimeException onLeft;

    @TempDir
    Path journal;

    private final class ClaimingEngine implements RockyEngine {

        private final ScriptedEngine scripted = new ScriptedEngine();

        @Override
        public Claim claim(String runId, Duration wait, Runnable lost) {
            heard.add("claimed for " + runId);
            waits.add(wait);
            return () -> heard.add("given back");
        }

        @Override
        public List<LeftEngine> leftAtWork(Supplier<List<EngineProcess>> recorded) {
            if (onLeft != null) {
                throw onLeft;
            }
            return List.of();
        }

        @Override
        public EngineReply run(RunRequest request, CallOptions options) {
            heard.add("built");
            return scripted.run(request, options);
        }

        @Override
        public String query(QueryRequest request, CallOptions options) {
            return scripted.query(request, options);
        }

        @Override
        public EngineInfo info() {
            return scripted.info();
        }

        @Override
        public void close() {}
    }

    private Materializer materializer() {
        return Materializer.of(definitions, new ClaimingEngine()).runId(ID);
    }

    @Test
    void isClaimedForTheTimeOfARun() {
        RunResult result = materializer().run();
        assertThat(result.runId()).isEqualTo(ID);
        assertThat(heard).containsExactly("claimed for " + ID, "built", "given back");
        assertThat(waits).containsExactly(Duration.ZERO);
    }

    @Test
    void soItIsWithAJournalAndForAResume() {
        assertThat(materializer().journal(journal).run().runId()).isEqualTo(ID);
        Materializer again = Materializer.of(definitions, new ClaimingEngine()).journal(journal);
        assertThatThrownBy(() -> again.resume(ID)).isInstanceOf(JournalException.class).hasMessageContaining("nothing left to do");
        assertThat(heard).containsExactly(
                "claimed for " + ID, "built", "given back", "claimed for " + ID, "given back");
    }

    @Test
    void isGivenBackWhenTheRunCanNotBegin() {
        onLeft = new IllegalStateException("can't look for engines");
        assertThatThrownBy(() -> materializer().run()).isSameAs(onLeft);
        assertThatThrownBy(() -> materializer().journal(journal).run()).isSameAs(onLeft);
        assertThat(heard).containsExactly("claimed for " + ID, "given back", "claimed for " + ID, "given back");
        onLeft = null;
        assertThat(materializer().journal(journal).run().succeeded()).isTrue(); // the folder is free, too
    }

    @Test
    void theWaitIsWhatIsLeftOfTheTimeToWait() {
        materializer().waitForOtherRuns(Duration.ofHours(1)).run();
        assertThat(waits).singleElement().satisfies(
                wait -> assertThat(wait).isBetween(Duration.ofMinutes(50), Duration.ofHours(1)));
    }
}
