package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the driver sees of a call while it waits or is at work. */
class WatchedCallTest {

    private static final RunRequest MODEL = new RunRequest.Model("orders", "main", PartitionChoice.DEFAULT);

    private final InMemory server = new InMemory();
    private final TestEngine onWorker = new TestEngine();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatAnEngineLogsArrivesWhileItWorks() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        List<String> lines = new CopyOnWriteArrayList<>();
        Consumer<String> receiver = line -> {
            lines.add(line);
            if (line.equals("still at work")) {
                seen.countDown();
            }
        };
        server.worker(onWorker.answering((request, options) -> {
            options.log().accept("at work");
            options.log().accept("still at work");
            await(seen);
            options.log().accept("done");
            return TestEngine.built(request);
        }));

        server.engine().run(MODEL, CallOptions.defaults().withLog(receiver));

        assertThat(lines).containsExactly("at work", "still at work", "done");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).as("it arrives before the call ends").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void linesThatWereSkippedAreCountedAndThoseOfAnEarlierAttemptEnd() {
        List<String> lines = new CopyOnWriteArrayList<>();
        ArrivedLog log = new ArrivedLog(lines::add);
        log.add(new LogLines(1, 0, List.of("a", "b")));
        log.add(new LogLines(1, 1, List.of("b", "c")));
        log.add(new LogLines(1, 7, List.of("h")));
        log.add(new LogLines(2, 0, List.of("again")));
        log.add(new LogLines(1, 8, List.of("late")));
        log.add(new LogLines(2, 0, List.of("again", "end")));
        log.add(LogLines.NONE);
        assertThat(lines).containsExactly("a", "b", "c", "… 4 earlier lines are left out", "h", "again", "end");
    }
}
