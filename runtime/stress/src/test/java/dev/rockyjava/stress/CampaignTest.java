package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A campaign can be repeated, and doesn't hide what fails. */
class CampaignTest {

    @Test
    void aFailureNamesItsRoundAndSeed() {
        Campaign campaign = new Campaign("self-test", 10, 10);

        assertThatThrownBy(() -> campaign.run((round, random) -> {
                    assertThat(round).isNotZero();
                    return "good";
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("round 0 of campaign self-test")
                .hasMessageContaining("-Drocky.stress.only=0");
    }

    @Test
    void countsOutcomes() throws Exception {
        List<Integer> rounds = new ArrayList<>();
        Campaign campaign = new Campaign("self-test-counts", 4, 4);
        campaign.run((round, random) -> {
            rounds.add(round);
            return "good";
        });

        assertThat(rounds).hasSize(campaign.rounds());
        assertThat(Files.readString(Path.of("target", "stress", "self-test-counts.txt")))
                .contains(campaign.rounds() + " rounds")
                .contains(campaign.rounds() + " good");
    }
}
