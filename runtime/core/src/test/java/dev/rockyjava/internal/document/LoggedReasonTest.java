package dev.rockyjava.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoggedReasonTest {

    @Test
    void theLastBlockCountsWithoutRecordsAndBacktraces() {
        LoggedReason reason = LoggedReason.of(List.of(
                "Error: the first", "{\"level\":\"WARN\"}", "Error: the second", "", "Caused by:", "{\"level\":\"WARN\"}",
                "    no table", "Stack backtrace:", "   0: main"));

        assertThat(reason.lines()).containsExactly("Error: the second", "", "Caused by:", "    no table");
        assertThat(reason.text()).isEqualTo("the second\n\nCaused by:\n    no table");
    }

    @Test
    void aRefusedCommandLineIsAReasonUnlessThereIsAnotherOne() {
        assertThat(LoggedReason.of(List.of("error: no such option", "Usage: rocky")).text()).isEqualTo("no such option\nUsage: rocky");
        assertThat(LoggedReason.of(List.of("Error: no model", "error: in a log")).lines())
                .containsExactly("Error: no model", "error: in a log");
        assertThat(LoggedReason.of(List.of("starting")).lines()).isEmpty();
        assertThat(LoggedReason.of(List.of("starting")).text()).isEmpty();
        assertThat(LoggedReason.of(List.of("Error:")).text()).isEmpty();
    }
}
