package dev.rockyjava.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The size of a terminal in columns and lines. */
public record TerminalSize(int width, int height) {

    /** The traditional size, used if the real one isn't known. */
    static final TerminalSize UNKNOWN = new TerminalSize(80, 24);

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_SECONDS = 1;

    /**
     * Returns the size of this process's terminal. It is queried again from time to time, since users resize windows.
     * Not thread-safe.
     */
    public static Supplier<TerminalSize> ofProcess() {
        return new Supplier<>() {

            private TerminalSize known = UNKNOWN;
            private long askedAt = System.nanoTime() - FRESH_NANOS;

            @Override
            public TerminalSize get() {
                if (System.nanoTime() - askedAt >= FRESH_NANOS) {
                    known = ask(known);
                    askedAt = System.nanoTime();
                }
                return known;
            }
        };
    }

    /** Returns the width that {@code COLUMNS} sets or, if it doesn't, that of the terminal. */
    static int width(Map<String, String> environment, Supplier<TerminalSize> terminal) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : terminal.get().width();
    }

    // Java can't query a terminal's size; stty can if there is a /dev/tty.
    private static TerminalSize ask(TerminalSize otherwise) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return otherwise;
            }
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII), otherwise);
        } catch (IOException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    /** Parses {@code 24 80}, lines before columns. A terminal that doesn't know its size reports 0. */
    static TerminalSize parse(String text, TerminalSize otherwise) {
        String[] numbers = text.strip().split(" ");
        try {
            TerminalSize size = new TerminalSize(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]));
            return size.width > 0 && size.height > 0 ? size : otherwise;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return otherwise;
        }
    }
}
