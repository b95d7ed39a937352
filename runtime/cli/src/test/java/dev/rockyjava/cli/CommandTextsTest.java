package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Small texts that people read and type. */
class CommandTextsTest {

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "10m,PT10M", "1h30m,PT90M", "2d,PT48H", "0s,PT0S", "PT5M,PT5M"})
    void readsDurations(String text, Duration meant) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "10 m", "1m1h", "-5s", "ten"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "' is no duration; write 90s");
    }

    @ParameterizedTest
    @CsvSource({"0,0.0 s", "3149,3.1 s", "42999,42 s", "125000,2 min 05 s", "11220000,3 h 07 min"})
    void tellsDurationsAsExactlyAsPeopleWantThem(long millis, String text) {
        assertThat(CommandTexts.about(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"24 80,80,24", "0 0,7,7", "x,7,7", "24,7,7"})
    void readsTheSizeOfATerminal(String text, int width, int height) {
        assertThat(TerminalSize.parse(text, new TerminalSize(7, 7))).isEqualTo(new TerminalSize(width, height));
    }

    @Test
    void offersCommandsAsThisOneWasCalled() {
        List<String> all = List.of("-jar", "rocky cli.jar", "materialize", "*");
        assertThat(ProgramInvocation.program("/opt/jdk/bin/java", all, List.of("materialize", "*")))
                .contains("java -jar 'rocky cli.jar'");
        assertThat(ProgramInvocation.program("/opt/jdk/bin/java", all, List.of("other"))).isEmpty();
        assertThat(ProgramInvocation.program("java", List.of("-cp", "x".repeat(500), "Main", "a"), List.of("a"))).isEmpty();
        assertThat(ProgramInvocation.of("rocky-java").with(List.of("resume", "a b", "it's")))
                .isEqualTo("rocky-java resume 'a b' 'it'\\''s'");
    }
}
