package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.generated.DefinitionsResource;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions.Switch;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.ByteArrayInputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a snapshot contains, it gives definitions, or problems with an id and a place. */
class SnapshotFuzzTest {

    @Test
    void readsOrRefuses() {
        Campaign campaign = new Campaign("snapshots", 800, 1_000_000);
        Mutator mutator = Mutator.ofJson(Corpus.snapshots());
        Meter meter = new Meter(campaign, 2_000, 32 << 20);
        campaign.run((round, random) -> {
            byte[] bytes = mutator.mutant(random);
            return meter.measured(bytes.length, () -> outcome(bytes, random));
        });
    }

    /** Reads a snapshot and says what came of it; whatever else may come fails. */
    static String outcome(byte[] bytes, Random random) {
        Snapshot snapshot;
        try {
            snapshot = SnapshotReader.read(new ByteArrayInputStream(bytes), "s.json");
        } catch (SnapshotException e) {
            check(e);
            assertThat(e.problems()).allMatch(
                    problem -> problem.location().isPresent() || problem.message().startsWith("the file is empty"), "has a place");
            return "refused by the reader";
        }
        BuildOptions options = options(random);
        try {
            Definitions definitions = DefinitionsBuilder.build(snapshot, new RockyTranslator(), options).definitions();
            Definitions compiled =
                    DefinitionsResource.load(new ByteArrayInputStream(DefinitionsWriter.write(definitions)), "r.rocky");
            assertThat(compiled.equals(definitions)).as("as at run time").isTrue();
            return "read";
        } catch (SnapshotException e) {
            check(e);
            DefinitionsBuilder.namesOnly(snapshot, new RockyTranslator(), options);
            return "refused by the builder";
        }
    }

    private static BuildOptions options(Random random) {
        EnumSet<Switch> on = EnumSet.allOf(Switch.class);
        on.removeIf(each -> random.nextInt(4) == 0);
        return new BuildOptions(on, Optional.empty(), Optional.empty());
    }

    private static void check(SnapshotException e) {
        assertThat(e.problems()).isNotEmpty();
        for (Problem problem : e.problems()) {
            assertThat(problem.text("s.json")).startsWith("[" + problem.id().code() + "] s.json");
            assertThat(problem.message()).isNotBlank();
            // One of the attacking texts names a class.
            assertThat(problem.message().replace("{@link java.lang.String}", ""))
                    .doesNotContainPattern("java\\.|jackson|Exception|@[0-9a-f]{6}");
            assertThat(problem.message().length()).isLessThan(500_000);
        }
    }
}
