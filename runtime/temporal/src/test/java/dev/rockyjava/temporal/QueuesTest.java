package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
