package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.refresh.WriteEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No event of a refresh is lost: each is printed, except that the command itself says what was written. */
class RefreshProgressTest {

    static Stream<WriteEvent> events() {
        return Stream.of(
                new WriteEvent.Asking("dag", 1, 5),
                new WriteEvent.CompileProblems(List.of(
                        new CompileDiagnostic("Error", "E010", "orders", "no such table", Optional.empty()))),
                new WriteEvent.LeftOut("optimize", "no history"),
                new WriteEvent.Lineage("orders", 1, 1),
                new WriteEvent.NoSources(List.of("shop")),
                new WriteEvent.ReadsUnknown(new TreeMap<>()),
                new WriteEvent.SourcesGone(List.of("shop"), List.of("id=a"), 2),
                new WriteEvent.Written(Path.of("state.json")));
    }

    @Test
    void noneIsForgottenHere() {
        assertThat(events().<Class<?>>map(Object::getClass)).containsExactlyInAnyOrder(WriteEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsPrintedOnce(WriteEvent event) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        RefreshProgress progress = new RefreshProgress(
                new Terminal(System.out, new PrintStream(err, true, StandardCharsets.UTF_8)));

        progress.on(event);

        assertThat(progress.written()).isEqualTo(event instanceof WriteEvent.Written);
        assertThat(err.toString(StandardCharsets.UTF_8).isEmpty()).isEqualTo(progress.written());
    }
}
