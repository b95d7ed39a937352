package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queues that a rocky.toml implies. */
class QueuesTest {

    @TempDir
    Path folder;

    private Queues of(String toml) throws Exception {
        Files.writeString(folder.resolve("rocky.toml"), toml);
        return Queues.of(RockyComponent.of(ComponentConfig.builder().set(Attribute.CONFIG_PATH, "rocky.toml").build(), folder));
    }

    @Test
    void aDuckDbFileIsTheOnlyQueue() throws Exception {
        Queues queues = of("""
                [adapter.lake]
                type = "databricks"
                [adapter.local]
                type = "duckdb"
                path = "data/warehouse.duckdb"
                [pipeline.marts]
                type = "transformation"
                [pipeline.marts.target]
                adapter = "lake"
                """);
        assertThat(queues.of(new RunRequest.Model("m", "marts", PartitionChoice.DEFAULT))).isEqualTo("warehouse");
        assertThat(queues.of(new RunRequest.Seed("s"))).isEqualTo("warehouse");
        assertThat(queues.ofQueries()).isEqualTo("warehouse");
    }

    @Test
    void otherwiseEachAdapterHasOne() throws Exception {
        Queues queues = of("""
                [adapter.lake]
                type = "databricks"
                [adapter.snow]
                type = "snowflake"
                [pipeline.raw]
                type = "replication"
                [pipeline.marts]
                type = "transformation"
                [pipeline.marts.target]
                adapter = "snow"
                """);
        assertThat(queues.of(new RunRequest.Model("m", "marts", PartitionChoice.DEFAULT))).isEqualTo("snow");
        assertThat(queues.of(new RunRequest.Quality("raw"))).isEqualTo("lake");
        assertThat(queues.of(new RunRequest.Seed("s"))).isEqualTo("lake");
        assertThat(queues.ofQueries()).isEqualTo("lake");
    }

    @Test
    @SuppressWarnings("NullAway")
    void itIsKnownOfEveryRequestWhichPipelineItIsOfAndOfNoneThatIsAddedLater() {
        Map<Class<?>, Optional<String>> pipelines = Stream.of(
                        new RunRequest.Replication("p", Optional.empty()),
                        new RunRequest.Load("p"),
                        new RunRequest.Model("m", "p", PartitionChoice.DEFAULT),
                        new RunRequest.Transformation("p", PartitionChoice.DEFAULT),
                        new RunRequest.Quality("p"),
                        new RunRequest.Snapshot("p"),
                        new RunRequest.Test("m", "p"),
                        new RunRequest.Plan("p", Optional.empty()),
                        new RunRequest.Seed("s"),
                        new RunRequest.Apply("a"))
                .collect(Collectors.toMap(RunRequest::getClass, Queues::pipeline));
        assertThat(pipelines).containsOnlyKeys(RunRequest.class.getPermittedSubclasses());
        assertThat(pipelines.values().stream().flatMap(Optional::stream)).hasSize(8).containsOnly("p");
        assertThatThrownBy(() -> Queues.pipeline(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
