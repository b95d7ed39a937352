package dev.rockyjava.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SkipCauseTest {

    /** Programs read them in JSON, and journals of earlier versions have them. */
    @Test
    void wordsAreAlwaysTheSame() {
        assertThat(Stream.of(SkipCause.values()).map(SkipCause::word)).containsExactlyInAnyOrder(
                "upstream_failed", "contained", "claimed_by_other_run", "nothing_to_do", "not_executable", "interrupted",
                "failed_fast", "timed_out");
    }
}
