package dev.rockyjava.internal.run.plan;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.PartitionsDefinition;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.run.PlannedPartitions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Determines the partitions that steps build. */
final class PartitionsOfSteps {

    private PartitionsOfSteps() {}

    static Optional<PlannedPartitions> of(AssetSpec spec, RunSettings settings, Instant moment) {
        return ChosenPartitions.of(spec, settings, moment).map(chosen -> {
            PartitionsDefinition partitions = spec.partitions().orElseThrow();
            PartitionChoice choice = chosen.choice();
            Optional<String> first = Optional.empty();
            String last;
            if (choice instanceof PartitionChoice.Range range) {
                first = Optional.of(range.first());
                last = range.last();
            } else if (choice instanceof PartitionChoice.One one) {
                first = Optional.of(one.key());
                last = one.key();
            } else if (choice instanceof PartitionChoice.Missing missing) {
                last = missing.last().orElseThrow();
            } else {
                throw new IllegalArgumentException("the end of " + choice + " isn't known");
            }
            return new PlannedPartitions(
                    partitions.grain(),
                    first,
                    last,
                    settings.partitions().containsKey(spec.key()),
                    partitions.count(moment),
                    chosen.parts().size() == 1
                            ? List.of()
                            : chosen.parts().stream().map(PartitionText::text).toList());
        });
    }
}
