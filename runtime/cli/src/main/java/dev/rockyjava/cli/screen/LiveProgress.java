package dev.rockyjava.cli.screen;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.thread.DaemonThreads;
import dev.rockyjava.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The live view of a run: permanent lines, and below them a frame that shows the current state. A separate thread
 * draws it from the newest state, so a slow terminal gets fewer frames and never delays the run.
 */
public final class LiveProgress implements ProgressDisplay {

    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(200);
    private static final Duration TO_DRAW_THE_LAST = Duration.ofSeconds(2);
    /** Maximum number of log lines waiting to be drawn; further ones are dropped. */
    private static final int MOST_LOG_LINES = 1_000;

    private final Terminal terminal;
    private final Supplier<TerminalSize> size;
    private final Supplier<Map<AssetKey, Duration>> usual;
    private final RunBoard board;
    private final RunLines lines;
    private final Thread painter = DaemonThreads.of("rocky-cli-painter", this::paint);
    private final Deque<StyledText> stays = new ArrayDeque<>();
    private Runnable giveStderrBack = () -> {};
    private int droppedLines;
    private boolean closed;

    /**
     * Creates a view.
     *
     * @param usual returns how long assets usually take; called once, on another thread, and may be slow
     */
    public LiveProgress(
            Terminal terminal,
            Supplier<TerminalSize> size,
            Supplier<Map<AssetKey, Duration>> usual,
            int parallelism,
            boolean engineLog) {
        this.terminal = terminal;
        this.size = size;
        this.usual = usual;
        this.board = new RunBoard(parallelism);
        this.lines = new RunLines(engineLog);
    }

    public LiveProgress start() {
        if (terminal.err() == System.err) {
            giveStderrBack = StderrCapture.from(terminal.err(), line -> stay(StyledText.of(line), true));
        }
        painter.start();
        return this;
    }

    @Override
    public void onEvent(RunEvent event) {
        board.add(event);
        lines.of(event).ifPresent(line -> stay(line, event instanceof RunEvent.EngineLog));
    }

    @Override
    public void say(StyledText line) {
        stay(line, false);
    }

    /** Adds a permanent line. */
    private void stay(StyledText line, boolean mayBeDropped) {
        synchronized (stays) {
            if (mayBeDropped && stays.size() >= MOST_LOG_LINES) {
                droppedLines++;
            } else {
                stays.add(line);
            }
        }
    }

    private void paint() {
        try {
            // Reading journals may be slow, so it has a separate thread and doesn't delay frames.
            DaemonThreads.start("rocky-cli-durations", () -> board.usually(usual.get()));
            int height = 0;
            boolean last;
            do {
                last = awaitNext();
                height = draw(height, last);
            } while (!last);
        } catch (RuntimeException e) { // a view that can't be drawn must not cost a run
            terminal.say("the live view has ended: " + e);
        }
    }

    /** Waits for the next frame, and returns whether it is the last. */
    private boolean awaitNext() {
        synchronized (stays) {
            long end = System.nanoTime() + BETWEEN_FRAMES.toNanos();
            try {
                for (long left = BETWEEN_FRAMES.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(stays, left);
                }
            } catch (InterruptedException e) {
                closed = true;
            }
            return closed;
        }
    }

    private int draw(int height, boolean last) {
        List<StyledText> now;
        synchronized (stays) {
            now = new ArrayList<>(stays);
            stays.clear();
            if (droppedLines > 0) {
                now.add(StyledText.of("(" + droppedLines + " lines of logs are left out)"));
                droppedLines = 0;
            }
        }
        TerminalSize room = size.get();
        List<String> picture = last
                ? List.of()
                : board.view(Instant.now())
                        .map(view -> RunScreen.lines(view, room.width(), room.height()))
                        .orElse(List.of());
        terminal.draw(TerminalFrame.of(
                height, now.stream().map(line -> terminal.onStderr(line.oneLine())).toList(), picture));
        return picture.size();
    }

    @Override
    public void close() {
        giveStderrBack.run();
        synchronized (stays) {
            closed = true;
            stays.notifyAll();
        }
        try {
            painter.join(TO_DRAW_THE_LAST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
