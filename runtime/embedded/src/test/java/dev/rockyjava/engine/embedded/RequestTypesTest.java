package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This engine knows every request and every choice of partitions, and takes none that is added later (null) for another. */
class RequestTypesTest {

    @TempDir
    Path folder;

    private TestProject project;

    @BeforeEach
    void project() {
        project = new TestProject(folder).config(ReplicationTest.INGEST, TestProject.MARTS);
    }

    static Stream<RunRequest> requests() {
        return Stream.of(
                new RunRequest.Apply("p1"),
                new RunRequest.Load("p"),
                new RunRequest.Model("m", "p", PartitionChoice.DEFAULT),
                new RunRequest.Plan("p", Optional.empty()),
                new RunRequest.Quality("p"),
                new RunRequest.Replication("p", Optional.empty()),
                new RunRequest.Seed("s"),
                new RunRequest.Snapshot("p"),
                new RunRequest.Test("m", "p"),
                new RunRequest.Transformation("p", PartitionChoice.DEFAULT));
    }

    static Stream<PartitionChoice> choices() {
        return Stream.of(
                PartitionChoice.DEFAULT,
                new PartitionChoice.Latest(),
                new PartitionChoice.Missing(),
                new PartitionChoice.One("2026-01-01"),
                new PartitionChoice.Range("2026-01-01", "2026-01-02"));
    }

    @Test
    void noneIsForgottenHere() {
        assertThat(requests().<Class<?>>map(Object::getClass)).containsExactlyInAnyOrder(RunRequest.class.getPermittedSubclasses());
        assertThat(choices().<Class<?>>map(Object::getClass)).containsExactlyInAnyOrder(PartitionChoice.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestIsExecutedOrRefused(RunRequest request) {
        try (EmbeddedEngine engine = project.engine()) {
            assertThat(catchThrowable(() -> engine.run(request))).isNotInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aQueryIsRefusedInTheWordsOfTheCommandLine() {
        try (EmbeddedEngine engine = project.engine()) {
            assertThatThrownBy(() -> engine.query(new QueryRequest.Discover("shop"), CallOptions.defaults()))
                    .isInstanceOf(UnsupportedByEngineException.class)
                    .hasMessageContaining("answers no queries, and so not 'rocky discover --pipeline shop' for ")
                    .hasMessageEndingWith("use the real rocky binary for what has to ask: a refresh of the snapshot, and"
                            + " 'source:changed' in a selection");
            assertThatThrownBy(() -> engine.run(new RunRequest.Plan("shop", Optional.empty()), CallOptions.defaults()))
                    .hasMessageContaining("and so not 'rocky plan --pipeline shop' for ");
        }
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceHasWindowsOrIsRefused(PartitionChoice choice) {
        Throwable thrown = catchThrowable(() -> PartitionWindow.of(Grain.DAY, choice, 0, Clock.systemUTC()));
        assertThat(thrown instanceof UnsupportedByEngineException).isEqualTo(choice instanceof PartitionChoice.Missing);
        assertThat(thrown == null).isNotEqualTo(choice instanceof PartitionChoice.Missing);
    }

    @Test
    @SuppressWarnings("NullAway")
    void anUnknownOneIsAnError() {
        try (EmbeddedEngine engine = project.engine()) {
            assertThatThrownBy(() -> engine.run(null, CallOptions.defaults())).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> PartitionWindow.of(Grain.DAY, null, 0, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
