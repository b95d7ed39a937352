package dev.rockyjava.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What journals of earlier versions and the engine's documents call requests, however the types are called. */
class RequestWordsTest {

    @Test
    void runsHaveTheWordsOfJournals() {
        List<RunRequest> all = List.of(
                new RunRequest.Replication("p", Optional.empty()),
                new RunRequest.Load("p"),
                new RunRequest.Model("m", "p", PartitionChoice.DEFAULT),
                new RunRequest.Transformation("p"),
                new RunRequest.Seed("s"),
                new RunRequest.Quality("p"),
                new RunRequest.Snapshot("p"),
                new RunRequest.Test("m", "p"),
                new RunRequest.Plan("p", Optional.empty()),
                new RunRequest.Apply("id"));

        assertThat(all).hasSize(RunRequest.class.getPermittedSubclasses().length);
        assertThat(all.stream().map(RunRequest::word)).containsExactly(
                "Replication", "Load", "Model", "Transformation", "Seed", "Quality", "Snapshot", "Test", "Plan", "Apply");
    }

    @Test
    void queriesHaveTheEnginesCommands() {
        List<QueryRequest> all = List.of(
                new QueryRequest.Discover("p"),
                new QueryRequest.Compile("m", Optional.empty()),
                new QueryRequest.Optimize("m"),
                new QueryRequest.Lineage("m", "d"),
                new QueryRequest.Compliance("m"),
                new QueryRequest.RetentionStatus("m"),
                new QueryRequest.History(),
                new QueryRequest.Dag());

        assertThat(all).hasSize(QueryRequest.class.getPermittedSubclasses().length);
        assertThat(all.stream().map(QueryRequest::command)).containsExactly(
                "discover", "compile", "optimize", "lineage", "compliance", "retention-status", "history", "dag");
    }
}
