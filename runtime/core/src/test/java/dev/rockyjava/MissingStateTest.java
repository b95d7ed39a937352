package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What building definitions does without a snapshot. The engine is a program of the test's own. */
class MissingStateTest {

    @TempDir
    Path project = Path.of("");

    private Path asked = Path.of("");

    @BeforeEach
    void makeProject() {
        asked = project.resolve("asked");
        engine(FakeEngine.DAG);
    }

    private void engine(String script) {
        new FakeEngine(project).answering("touch " + asked + "\n" + script);
    }

    private RockyComponent component(Object... attributes) {
        return new FakeEngine(project).component(attributes).withEnvironment(name -> Optional.empty());
    }

    @Test
    void definitionsAreEmptyAndNobodyIsAsked() {
        assertThat(component().buildDefs().specs()).isEmpty();
        assertThat(asked).doesNotExist();
        assertThat(component().snapshotPath()).doesNotExist();
    }

    @Test
    void strictBuildRefuses() {
        assertThatThrownBy(() -> component(Attribute.STRICT_BUILD, true).buildDefs())
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("[RK101] " + component().snapshotPath())
                .hasMessageContaining("discover_on_missing_state is off");
        assertThat(asked).doesNotExist();
    }

    @Test
    void discoverOnMissingStateWritesItOnceAndCallsTheHook() {
        List<Path> hooked = new ArrayList<>();
        RockyComponent component =
                component(Attribute.DISCOVER_ON_MISSING_STATE, true).withPostStateWriteHook(hooked::add);

        assertThat(component.buildDefs().specs()).hasSize(1);
        assertThat(asked).exists();
        assertThat(component.snapshotPath()).isRegularFile();
        assertThat(hooked).containsExactly(component.snapshotPath());

        assertThat(asked.toFile().delete()).isTrue();
        assertThat(component.buildDefs().specs()).hasSize(1);
        assertThat(asked).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"DAGSTER_IS_DEV_CLI, 1, true", "ROCKY_JAVA_DEV, yes, true", "DAGSTER_IS_DEV_CLI, '', false"})
    void notInDevelopment(String variable, String value, boolean skipped) {
        RockyComponent component = component(Attribute.DISCOVER_ON_MISSING_STATE, true)
                .withEnvironment(name -> Optional.ofNullable(Map.of(variable, value).get(name)));

        assertThat(component.buildDefs().specs()).hasSize(skipped ? 0 : 1);
        assertThat(Files.exists(asked)).isEqualTo(!skipped);
    }

    @Test
    void notForAnotherStore() {
        RockyComponent component = component(
                Attribute.DISCOVER_ON_MISSING_STATE, true,
                Attribute.DEFS_STATE, Map.of("management_type", project.resolve("store").toUri().toString()));

        assertThat(component.buildDefs().specs()).isEmpty();
        assertThat(component.reasonNotToDiscover()).hasValueSatisfying(why -> assertThat(why).contains("local"));
        assertThat(asked).doesNotExist();
    }

    @Test
    void aFailureIsSwallowedAndUnderStrictBuildNot() {
        engine("echo 'Error: no warehouse' >&2; exit 1");

        RockyComponent strict = component(Attribute.DISCOVER_ON_MISSING_STATE, true, Attribute.STRICT_BUILD, true);
        assertThatThrownBy(strict::buildDefs)
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("no warehouse");
        assertThat(strict.snapshotPath()).doesNotExist();

        engine("echo garbage");
        assertThat(component(Attribute.DISCOVER_ON_MISSING_STATE, true).buildDefs().specs()).isEmpty();
        assertThat(strict.snapshotPath()).doesNotExist();
    }

    /** Neither an engine nor a network address exists for it: there is nothing that it could call. */
    @ParameterizedTest
    @ValueSource(strings = {"example", "missing"})
    void withoutDiscoverOnMissingStateNoProcessIsStarted(String which) throws IOException {
        RockyComponent component = component(Attribute.BINARY_PATH, "/no/such/rocky");
        if (which.equals("example")) {
            Files.createDirectories(component.snapshotPath().getParent());
            Files.copy(Path.of("..", "..", "example-app", "rocky", "snapshot.json"), component.snapshotPath());
        }
        long before = children();
        assertThat(component.buildDefs().specs().isEmpty()).isEqualTo(which.equals("missing"));
        assertThat(children()).isEqualTo(before);
    }

    private static long children() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
            return children.count();
        }
    }

    @Test
    void strictBuildWantsSourcesWithoutDagMode() throws IOException {
        RockyComponent component = component(Attribute.STRICT_BUILD, true, Attribute.DAG_MODE, false);
        Files.createDirectories(component.snapshotPath().getParent());
        Files.writeString(component.snapshotPath(), "{\"discover\":{\"sources\":[]},\"dag_status\":\"disabled\"}");

        assertThatThrownBy(component::buildDefs).isInstanceOf(SnapshotException.class).hasMessageStartingWith("[RK118]");
    }
}
