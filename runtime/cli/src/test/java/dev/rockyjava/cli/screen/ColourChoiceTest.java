package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ColourChoiceTest {

    @Test
    void aTerminalGetsColoursAndNothingElseDoes() {
        assertThat(ColourChoice.of(Map.of(), false, true)).isTrue();
        assertThat(ColourChoice.of(Map.of(), false, false)).isFalse();
    }

    @Test
    void theOptionDecidesBeforeTheEnvironment() {
        assertThat(ColourChoice.of(Map.of("CLICOLOR_FORCE", "1"), true, true)).isFalse();
    }

    @Test
    void theEnvironmentDecidesBeforeTheStream() {
        assertThat(ColourChoice.of(Map.of("NO_COLOR", "0"), false, true)).as("of any value").isFalse();
        assertThat(ColourChoice.of(Map.of("NO_COLOR", ""), false, true)).isTrue();
        assertThat(ColourChoice.of(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), false, true)).isFalse();
        assertThat(ColourChoice.of(Map.of("CLICOLOR_FORCE", "1"), false, false)).isTrue();
        assertThat(ColourChoice.of(Map.of("CLICOLOR_FORCE", "0"), false, false)).isFalse();
        assertThat(ColourChoice.of(Map.of("CLICOLOR", "0"), false, true)).isFalse();
        assertThat(ColourChoice.of(Map.of("CLICOLOR", "0", "CLICOLOR_FORCE", "1"), false, true)).isTrue();
    }
}
