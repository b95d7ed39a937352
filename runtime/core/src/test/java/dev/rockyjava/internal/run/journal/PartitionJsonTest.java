package dev.rockyjava.internal.run.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.SealedTypes;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every choice of partitions is written to the journal as itself, and none that is added later (null) as another one. */
class PartitionJsonTest {

    static Stream<PartitionChoice> choices() {
        return SealedTypes.all(PartitionChoice.class);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceIsReadAsItWasWritten(PartitionChoice choice) {
        ChosenPartitions read = PartitionJson.read(PartitionJson.of(new ChosenPartitions(choice, 1)));

        // A range of one is the partition, and the default is the latest.
        assertThat(read.choice().getClass()).isIn(choice.getClass(), PartitionChoice.One.class, PartitionChoice.Latest.class);
        assertThat(read.choice() instanceof PartitionChoice.Missing).isEqualTo(choice instanceof PartitionChoice.Missing);
        assertThat(read.choice() instanceof PartitionChoice.Latest)
                .isEqualTo(choice instanceof PartitionChoice.Latest || choice instanceof PartitionChoice.Default);
    }

    @Test
    @SuppressWarnings("NullAway")
    void anUnknownOneIsAnError() {
        assertThatThrownBy(() -> PartitionJson.of(new ChosenPartitions(null, 1, List.of()))).isInstanceOf(IllegalArgumentException.class);
    }
}
