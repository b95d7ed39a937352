package dev.rockyjava.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RowEffectTest {

    @ParameterizedTest
    @EnumSource
    void onlyWhatAddsRowsHasToKnowThatNothingWasDone(CallOutcome outcome) {
        assertThat(RowEffect.REPLACES.mayRepeatAfter(outcome)).isTrue();
        assertThat(RowEffect.UPDATES.mayRepeatAfter(outcome)).isTrue();
        assertThat(RowEffect.ADDS.mayRepeatAfter(outcome)).isEqualTo(outcome == CallOutcome.NOTHING);
        assertThat(CallOutcome.ofWord(outcome.word())).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ADDS", "strategy = 'incremental', ADDS", "strategy = 'merge', UPDATES", "strategy = 'full_refresh', REPLACES",
        "strategy = 'whatever', REPLACES"
    })
    void aReplicationAddsUnlessItsStrategyIsAnother(String line, RowEffect effect) {
        assertThat(RowEffect.of(new RunRequest.Replication("p", Optional.empty()), project("[pipeline.p]", line)))
                .isEqualTo(effect);
    }

    @Test
    void theTableOfAReplicationThatAddsMostDecides() {
        RockyProject project = project("[pipeline.p]", "strategy = 'full_refresh'", "[[pipeline.p.table_overrides]]",
                "strategy = 'merge'", "[[pipeline.p.table_overrides]]", "enabled = false");
        assertThat(RowEffect.of(new RunRequest.Replication("p", Optional.empty()), project)).isEqualTo(RowEffect.UPDATES);
    }

    @Test
    void aLoadAddsUnlessItTruncatesFirst() {
        RockyProject project = project("[pipeline.p]", "type = 'load'", "[pipeline.q]", "type = 'load'",
                "options = { truncate_first = true }");
        assertThat(RowEffect.of(new RunRequest.Load("p"), project)).isEqualTo(RowEffect.ADDS);
        assertThat(RowEffect.of(new RunRequest.Load("q"), project)).isEqualTo(RowEffect.REPLACES);
        assertThat(RowEffect.of(new RunRequest.Load("q"))).isEqualTo(RowEffect.ADDS);
        assertThat(RowEffect.of(new RunRequest.Model("m", "p", PartitionChoice.DEFAULT))).isEqualTo(RowEffect.ADDS);
        assertThat(RowEffect.of(new RunRequest.Transformation("p"))).isEqualTo(RowEffect.ADDS);
        assertThat(RowEffect.of(new RunRequest.Apply("plan"), project)).isEqualTo(RowEffect.ADDS);
        assertThat(RowEffect.of(new RunRequest.Seed("s"), project)).isEqualTo(RowEffect.REPLACES);
        assertThat(RowEffect.of(new RunRequest.Quality("p"), project)).isEqualTo(RowEffect.REPLACES);
        assertThat(RowEffect.of(new RunRequest.Snapshot("p"), project)).isEqualTo(RowEffect.UPDATES);
    }

    private static RockyProject project(String... lines) {
        return RockyProject.parse(Path.of("rocky.toml"), String.join("\n", lines), name -> Optional.empty());
    }
}
