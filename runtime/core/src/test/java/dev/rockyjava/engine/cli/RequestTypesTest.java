package dev.rockyjava.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.SealedTypes;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The binary's arguments and locks are known of every request, and of none that is added later (null) guessed. */
class RequestTypesTest {

    private static final Path STATE = Path.of("state.redb");
    private static final RockyProject PROJECT =
            RockyProject.parse(Path.of("rocky.toml"), "[adapter]\ntype = \"duckdb\"\npath = \"w.duckdb\"\n", name -> Optional.empty());

    static Stream<RunRequest> requests() {
        return SealedTypes.all(RunRequest.class);
    }

    static Stream<QueryRequest> queries() {
        return SealedTypes.all(QueryRequest.class);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void ofEveryRequest(RunRequest request) {
        assertThat(LockedFiles.of(request, PROJECT, STATE).size()).isPositive();
        assertThat(Arguments.of(request, PROJECT)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void ofEveryQuestion(QueryRequest request) {
        assertThat(LockedFiles.of(request, () -> PROJECT, STATE)).isSubsetOf(allFiles());
        assertThat(Arguments.of(request).get(0)).isEqualTo(request.command());
    }

    private static List<Path> allFiles() {
        return Stream.concat(PROJECT.duckDbFiles().stream(), Stream.of(STATE)).toList();
    }

    @Test
    @SuppressWarnings("NullAway")
    void anUnknownOneIsAnError() {
        assertThatThrownBy(() -> LockedFiles.of((RunRequest) null, PROJECT, STATE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LockedFiles.of((QueryRequest) null, () -> PROJECT, STATE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
