package dev.rockyjava.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks the next step that an exception names. */
public final class Hints {

    private Hints() {}

    /** Checks that the exception has the hint, and its message has it once. */
    public static Consumer<Throwable> hint(String hint) {
        return thrown -> {
            assertThat(((RockyException) thrown).hint()).contains(hint);
            assertThat(String.valueOf(thrown.getMessage()).split(Pattern.quote(hint), -1)).hasSize(2);
        };
    }
}
