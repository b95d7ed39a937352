package dev.rockyjava.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineLocksTest {

    @TempDir
    Path folder;

    @Test
    void oneThreadAtATimeInWhateverOrderTheFilesAreNamed() throws Exception {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new java.util.ArrayList<>();
        for (List<Path> files : List.of(List.of(a, b), List.of(b, a), List.of(b, a, b), List.of(a, b))) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    EngineLocks.Held held = EngineLocks.acquire(files);
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    held.close();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void twoPathsToOneFileAreOneLock() throws Exception {
        Path file = Files.createFile(folder.resolve("wh.duckdb"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertThat(isFree(link.resolve("wh.duckdb"), file)).isFalse();
        assertThat(isFree(folder.resolve("x/../wh.duckdb"), file)).isFalse();
        assertThat(isFree(folder.resolve("other.duckdb"), file)).isTrue();
        Path notYetThere = folder.resolve("sub/new.redb");
        assertThat(isFree(link.resolve("sub/new.redb"), notYetThere)).isFalse();
    }

    @Test
    void aFileThatIsMadeWhileItIsHeldStaysTheSame() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        Path file = folder.resolve("new.redb");
        EngineLocks.Held held = EngineLocks.acquire(List.of(link.resolve("new.redb")));
        Files.createFile(file);
        assertThat(isFreeNow(file)).isFalse();
        held.close();
        assertThat(isFreeNow(file)).isTrue();
    }

    @Test
    void aLinkCountsAsItsTargetBeforeThatIsThereToo() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path file = data.resolve("wh.duckdb");
        Path link = Files.createSymbolicLink(folder.resolve("wh.duckdb"), Path.of("data/wh.duckdb"));
        Path toFolder = Files.createSymbolicLink(folder.resolve("x"), Files.createDirectory(data.resolve("deep")));
        assertThat(isFree(link, file)).isFalse();
        // The system follows the link before it goes up.
        assertThat(isFree(toFolder.resolve("../wh.duckdb"), file)).isFalse();
        EngineLocks.Held held = EngineLocks.acquire(List.of(link));
        Files.createFile(file);
        assertThat(isFreeNow(link)).isFalse();
        held.close();
        assertThat(isFree(toFolder.resolve("../wh.duckdb"), file)).isFalse();
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThat(isFree(circle, file)).isTrue();
    }

    @Test
    void anInterruptedWaiterHoldsNothing() throws Exception {
        Path first = folder.resolve("1");
        Path second = folder.resolve("2");
        EngineLocks.Held held = EngineLocks.acquire(List.of(second));
        CompletableFuture<String> outcome = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread waiter = new Thread(() -> {
            started.countDown();
            try {
                EngineLocks.acquire(List.of(first, second)).close();
                outcome.complete("acquired");
            } catch (EngineInterruptedException e) {
                outcome.complete(e.getMessage() + Thread.currentThread().isInterrupted());
            }
        });
        waiter.start();
        started.await();
        waiter.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).contains("nothing was executed").endsWith("true");
        assertThat(isFreeNow(first)).isTrue();
        held.close();
    }

    @Test
    void tellsWhoHasToWait() throws Exception {
        Path file = folder.resolve("f");
        List<Boolean> told = Collections.synchronizedList(new ArrayList<>());
        EngineLocks.acquire(List.of(file), Optional.empty(), told::add).close();
        assertThat(told).as("free").isEmpty();
        EngineLocks.Held held = EngineLocks.acquire(List.of(file));
        Thread thread = new Thread(() -> EngineLocks.acquire(List.of(file), Optional.empty(), told::add).close());
        thread.start();
        while (!EngineLocks.isWaiting(thread)) {
            Thread.sleep(5);
        }
        assertThat(told).containsExactly(true);
        held.close();
        thread.join();
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void whoComesFirstIsFirstServed() throws Exception {
        Path file = folder.resolve("f");
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        EngineLocks.Held held = EngineLocks.acquire(List.of(file));
        for (int i = 1; i <= 5; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                EngineLocks.Held lock = EngineLocks.acquire(List.of(file));
                order.add(number);
                lock.close();
            });
            thread.start();
            threads.add(thread);
            while (!EngineLocks.isWaiting(thread) || thread.getState() != Thread.State.WAITING) {
                Thread.sleep(5);
            }
        }
        held.close();
        // Who was served just now is behind those who wait.
        EngineLocks.Held again = EngineLocks.acquire(List.of(file));
        order.add(6);
        again.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void nobodyWaitsLongerThanItsLimitAndThenHoldsNothing() throws Exception {
        Path first = folder.resolve("1");
        Path second = folder.resolve("2");
        EngineLocks.Held held = EngineLocks.acquire(List.of(second));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        new Thread(() -> {
            try {
                EngineLocks.acquire(List.of(first, second), Optional.of(Duration.ofMillis(50)), waiting -> {});
            } catch (Throwable e) {
                outcome.complete(e);
            }
        }).start();
        assertThat(outcome.get(20, TimeUnit.SECONDS))
                .isInstanceOf(EngineTimeoutException.class)
                .hasMessageContaining("waited 50 ms for ")
                .hasMessageContaining("2, which another call uses; nothing was executed");
        assertThat(isFreeNow(first)).isTrue();
        held.close();
        EngineLocks.acquire(List.of(first, second), Optional.of(ChronoUnit.FOREVER.getDuration()), waiting -> {})
                .close();
    }

    @Test
    void closingTwiceReleasesOnce() {
        Path file = folder.resolve("f");
        EngineLocks.Held outer = EngineLocks.acquire(List.of(file));
        EngineLocks.Held inner = EngineLocks.acquire(List.of(file));
        inner.close();
        inner.close();
        assertThat(isFreeNow(file)).isFalse();
        outer.close();
        assertThat(isFreeNow(file)).isTrue();
        assertThatThrownBy(() -> {
                    Thread.currentThread().interrupt();
                    EngineLocks.acquire(List.of(file));
                })
                .isInstanceOf(EngineInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static boolean isFree(Path asked, Path held) {
        EngineLocks.Held lock = EngineLocks.acquire(List.of(held));
        try {
            return isFreeNow(asked);
        } finally {
            lock.close();
        }
    }

    // Another thread gets it at once, or is stopped waiting.
    private static boolean isFreeNow(Path file) {
        CompletableFuture<Boolean> acquired = new CompletableFuture<>();
        Thread other = new Thread(() -> {
            try {
                EngineLocks.acquire(List.of(file)).close();
                acquired.complete(true);
            } catch (EngineInterruptedException e) {
                acquired.complete(false);
            }
        });
        other.start();
        try {
            other.join(300);
            other.interrupt();
            return acquired.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
