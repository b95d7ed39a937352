package dev.rockyjava.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalFrameTest {

    @Test
    void eachPictureTakesThePlaceOfTheOneBefore() {
        Screen screen = new Screen(40).print("$ materialize\n");
        screen.print(TerminalFrame.of(0, List.of("run 1"), List.of("bar", "counts", "a model")));
        assertThat(screen.lines()).containsExactly("$ materialize", "run 1", "bar", "counts", "a model");
        screen.print(TerminalFrame.of(3, List.of("done a"), List.of("bar 2", "counts 2")));
        assertThat(screen.lines()).containsExactly("$ materialize", "run 1", "done a", "bar 2", "counts 2");
        screen.print(TerminalFrame.of(2, List.of(), List.of("bar 3")));
        screen.print(TerminalFrame.of(1, List.of("done b"), List.of()));
        assertThat(screen.print("summary").lines()).containsExactly("$ materialize", "run 1", "done a", "done b", "summary");
    }

    @Test
    void aTerminalThatBecameNarrowStillHasOneLineForEach() {
        Screen screen = new Screen(10);
        screen.print(TerminalFrame.of(0, List.of(), List.of("a line of the picture", "b")));
        screen.print(TerminalFrame.of(2, List.of("a line that stays"), List.of("c")));
        assertThat(screen.lines()).containsExactly("a line tha", "t stays", "c");
    }

    @Test
    void leavesTheTerminalAsItWasAfterEachPicture() {
        String frame = TerminalFrame.of(2, List.of("a"), List.of("b", "c"));
        assertThat(new Screen(10).print(frame).wraps()).isTrue();
        assertThat(frame).as("a hidden cursor").doesNotContain("?25");
    }
}
