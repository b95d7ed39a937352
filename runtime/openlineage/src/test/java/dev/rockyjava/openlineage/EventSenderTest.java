package dev.rockyjava.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EventSenderTest {

    private final OpenLineage events = new OpenLineage(URI.create("https://acme.example"));
    private final List<String> warnings = new ArrayList<>();

    /** Ignores interruptions, and goes on when it is let. */
    private static final class Stubborn extends Transport {

        private final CountDownLatch begins = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final AtomicInteger emitted = new AtomicInteger();

        @Override
        public void emit(OpenLineage.RunEvent event) {
            begins.countDown();
            while (goesOn.getCount() > 0) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
            emitted.incrementAndGet();
        }

        @Override
        public void emit(OpenLineage.DatasetEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void emit(OpenLineage.JobEvent event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private OpenLineage.RunEvent event() {
        return events.newRunEventBuilder()
                .run(events.newRunBuilder().runId(new UUID(0, 1)).build())
                .job(events.newJobBuilder().namespace("n").name("j").build())
                .build();
    }

    @Test
    void afterItHasGivenUpNothingMoreIsSent() throws InterruptedException {
        Stubborn transport = new Stubborn();
        EventSender sender = new EventSender(
                () -> new OpenLineageClient(transport), true, UnaryOperator.identity(), warnings::add);
        for (int i = 0; i < 3; i++) {
            sender.send(event());
        }
        transport.begins.await();
        sender.finish(Duration.ofMillis(1));
        transport.goesOn.countDown();
        transport.closed.await();
        assertThat(transport.emitted).hasValue(1);
        assertThat(warnings).singleElement().asString().startsWith("3 of 3 OpenLineage events").endsWith("didn't answer in time");
    }

    @Test
    void aClientThatDoesNotFitIsOneWarning() {
        EventSender sender = new EventSender(
                () -> {
                    throw new NoSuchMethodError("annotations are too old");
                },
                true, UnaryOperator.identity(), warnings::add);
        sender.send(event());
        sender.finish(Duration.ofSeconds(8));
        assertThat(warnings).containsExactly("1 of 1 OpenLineage events didn't reach the catalog, the run itself isn't affected: annotations are too old");
    }

    @Test
    void aFullQueueLosesEventsAndDoesNotWait() throws InterruptedException {
        Stubborn transport = new Stubborn();
        EventSender sender = new EventSender(
                () -> new OpenLineageClient(transport), true, UnaryOperator.identity(), warnings::add);
        sender.send(event());
        transport.begins.await();
        for (int i = 0; i < 2_100; i++) {
            sender.send(event());
        }
        transport.goesOn.countDown();
        sender.finish(Duration.ofSeconds(60));
        assertThat(transport.emitted).hasValue(2_001);
        assertThat(warnings).singleElement().asString()
                .startsWith("100 of 2101 OpenLineage events").endsWith("the catalog takes events more slowly than they happen");
    }
}
