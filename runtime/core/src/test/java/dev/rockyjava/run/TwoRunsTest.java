package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.run.history.RunHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one program on one project; those of two programs are in {@link CrashTest}. */
@Timeout(60)
class TwoRunsTest {

    @TempDir
    Path folder;

    private final Definitions definitions = new Project().model("a").build();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final ScriptedEngine engine = new ScriptedEngine();
    private final ScriptedEngine slow = new ScriptedEngine();

    @BeforeEach
    void holdTheFirst() {
        slow.before(request -> {
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theSecondFailsWithAClearMessage() throws Exception {
        RunHandle first = Materializer.of(definitions, slow).journal(folder).start();
        begun.await();
        String id = RunHistory.read(folder).runs().get(0).runId();
        assertThatThrownBy(() -> Materializer.of(definitions, engine).journal(folder).run())
                .isInstanceOf(RunLockedException.class)
                .hasMessageContaining("run " + id + " of process " + ProcessHandle.current().pid())
                .hasMessageContaining("Nothing was started")
                .hasMessageContaining("waitForOtherRuns");
        assertThat(engine.requests).isEmpty();
        mayEnd.countDown();
        assertThat(first.join().succeeded()).isTrue();
    }

    @Test
    void theSecondWaitsIfItIsToldTo() throws Exception {
        RunHandle first = Materializer.of(definitions, slow).journal(folder).start();
        begun.await();
        AtomicBoolean tooEarly = new AtomicBoolean();
        engine.before(request -> tooEarly.set(mayEnd.getCount() > 0));
        RunHandle second = Materializer.of(definitions, engine)
                .journal(folder)
                .waitForOtherRuns(Duration.ofMinutes(1))
                .start();
        assertThat(second.status()).hasToString("ready: a");
        mayEnd.countDown();
        assertThat(second.join().succeeded()).isTrue();
        assertThat(first.join().succeeded()).isTrue();
        assertThat(tooEarly).isFalse();
    }

    @Test
    void runsOnOtherProjectsGoOn(@TempDir Path other) throws Exception {
        RunHandle first = Materializer.of(definitions, slow).journal(folder).start();
        begun.await();
        assertThat(Materializer.of(definitions, engine).journal(other).run().succeeded()).isTrue();
        mayEnd.countDown();
        first.join();
    }
}
