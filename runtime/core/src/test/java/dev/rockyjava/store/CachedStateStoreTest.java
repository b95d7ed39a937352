package dev.rockyjava.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rockyjava.store.FetchedSnapshot.Source;
import dev.rockyjava.store.StateStoreException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CachedStateStoreTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private LocalStateStore local;
    private StateStore folderStore;

    @BeforeEach
    void prepare() {
        // Where the logger's binding of the tests writes to.
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        local = LocalStateStore.at(folder.resolve("copy"));
        folderStore = StateStores.inFolder(folder.resolve("remote"), StateStoreConfig.of("", "key"));
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    private List<String> warnings() {
        return logged.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("WARN")).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void writeLocal(String text) throws IOException {
        local.write(bytes(text));
        Files.setLastModifiedTime(local.file(), FileTime.from(Instant.parse("2026-04-07T09:30:15Z")));
    }

    private static StateStoreException down() {
        return new StateStoreException(Reason.UNAVAILABLE, "store x", "could not be reached", "Check it.", null);
    }

    @Test
    void theRemotesLatestBecomesTheLocalFile() throws IOException {
        StoredVersion version = folderStore.write(bytes("new"));
        writeLocal("old");

        try (CachedStateStore store = new CachedStateStore(folderStore, local, LONG)) {
            assertThat(store.fetch()).contains(new FetchedSnapshot(local.file(), Source.REMOTE, version));
            assertThat(store.latest().orElseThrow().version()).isEqualTo(version);
        }

        assertThat(local.file()).hasContent("new");
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aRemoteThatIsDownLeadsToTheLocalCopyAndOneWarning() throws IOException {
        writeLocal("old");
        Remote remote = new Remote(() -> {
            throw down();
        });

        try (CachedStateStore store = new CachedStateStore(remote, local, LONG)) {
            assertThat(store.fetch().orElseThrow().source()).isEqualTo(Source.LOCAL_COPY);
            store.fetch();
            assertThat(new String(store.latest().orElseThrow().bytes(), StandardCharsets.UTF_8)).isEqualTo("old");

            assertThat(warnings()).singleElement().asString().endsWith(
                    "store x: could not be reached. Check it. The local copy " + local.file()
                            + " is used instead; its content is of 2026-04-07T09:30:15Z.");

            remote.latest = folderStore::latest;
            folderStore.write(bytes("new"));
            store.fetch();
            remote.latest = () -> {
                throw down();
            };
            store.fetch();
            assertThat(warnings()).as("a second outage").hasSize(2);
        }
        assertThat(remote.closed).isTrue();
    }

    @Test
    void aRemoteThatIsTooSlowLeadsToTheLocalCopyAndMayNotOverwriteItLater() throws Exception {
        writeLocal("old");
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        StoredSnapshot late = new StoredSnapshot(folderStore.write(bytes("late")), bytes("late"));
        Remote remote = new Remote(() -> {
            awaitWhateverInterrupts(answer);
            answered.countDown();
            return Optional.of(late);
        });

        try (CachedStateStore store = new CachedStateStore(remote, local, Duration.ofMillis(200))) {
            assertThat(store.fetch().orElseThrow().source()).isEqualTo(Source.LOCAL_COPY);
            assertThat(warnings()).singleElement().asString().contains("did not answer within 200 ms");
        } finally {
            answer.countDown();
        }
        answered.await();
        assertThat(local.file()).hasContent("old");
    }

    private static void awaitWhateverInterrupts(CountDownLatch latch) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (latch.getCount() > 0 && System.nanoTime() < end) {
            try {
                latch.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // As a client that doesn't listen to interrupts.
            }
        }
    }

    @Test
    void withNeitherTheErrorNamesBoth() {
        try (CachedStateStore store = new CachedStateStore(
                new Remote(() -> {
                    throw new IllegalArgumentException("oops");
                }),
                local,
                LONG)) {
            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(store::fetch)
                    .withMessageStartingWith("remote: can't be used, and there is no local copy at " + local.file()
                            + " (remote: failed: java.lang.IllegalArgumentException: oops.")
                    .withMessageEndingWith("Make the store available, or put a snapshot there by a refresh.")
                    .matches(e -> e.reason() == Reason.UNAVAILABLE);
        }
    }

    @Test
    void anEmptyRemoteLeavesTheLocalCopyInUse() throws IOException {
        try (CachedStateStore store = new CachedStateStore(folderStore, local, LONG)) {
            assertThat(store.fetch()).isEmpty();
            assertThat(store.latest()).isEmpty();
            assertThat(warnings()).isEmpty();

            writeLocal("old");
            assertThat(store.fetch().orElseThrow().source()).isEqualTo(Source.LOCAL_COPY);
            assertThat(warnings()).singleElement().asString().contains("has no snapshot. The local copy");
        }
    }

    @Test
    void aWriteGoesToBoth() {
        try (CachedStateStore store = new CachedStateStore(folderStore, local, LONG)) {
            StoredVersion version = store.write(bytes("new"));

            assertThat(store.versions()).containsExactly(version);
            assertThat(store.read(version.id()).bytes()).isEqualTo(bytes("new"));
            assertThat(local.file()).hasContent("new");
        }
    }

    @Test
    void aWriteThatTheRemoteRefusesLeavesTheLocalCopy() throws IOException {
        writeLocal("old");
        try (CachedStateStore store = new CachedStateStore(new Remote(Optional::empty), local, LONG)) {
            assertThatExceptionOfType(StateStoreException.class).isThrownBy(() -> store.write(bytes("new")));
        }
        assertThat(local.file()).hasContent("old");
    }

    /** Answers as told, and takes no writes. */
    private static final class Remote implements StateStore {

        volatile Supplier<Optional<StoredSnapshot>> latest;
        volatile boolean closed;

        Remote(Supplier<Optional<StoredSnapshot>> latest) {
            this.latest = latest;
        }

        @Override
        public String name() {
            return "remote";
        }

        @Override
        public Optional<StoredSnapshot> latest() {
            return latest.get();
        }

        @Override
        public StoredVersion write(byte[] snapshot) {
            throw down();
        }

        @Override
        public List<StoredVersion> versions() {
            throw down();
        }

        @Override
        public StoredSnapshot read(String versionId) {
            throw down();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
