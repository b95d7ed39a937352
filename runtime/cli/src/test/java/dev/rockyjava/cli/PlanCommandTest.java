package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.run.PlannedAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanCommandTest {

    @Test
    @SuppressWarnings("NullAway")
    void itIsKnownOfEveryActionWhyItIsNotExecutedAndOfNoneThatIsAddedLater() {
        Stream<PlannedAction> actions = Stream.of(
                new PlannedAction.Ask(List.of()),
                new PlannedAction.DoneBefore(List.of()),
                new PlannedAction.Fail("no pipeline"),
                new PlannedAction.GraphOnly(),
                new PlannedAction.Skip("not supported"));
        var reasons = actions.collect(Collectors.<PlannedAction, Class<?>, Optional<String>>toMap(
                PlannedAction::getClass, PlanCommand::why));

        assertThat(reasons).containsOnlyKeys(PlannedAction.class.getPermittedSubclasses());
        assertThat(reasons.values().stream().flatMap(Optional::stream)).containsExactlyInAnyOrder("no pipeline", "not supported");
        assertThatThrownBy(() -> PlanCommand.why(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
