package coffee.larkspur.warehouse;

import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import java.io.PrintStream;
import java.util.Locale;

/** Prints one line for each asset as soon as it has finished. */
final class ProgressLines implements RunListener {

    private final PrintStream out;
    private int steps;
    private int done;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunStarted started) {
            steps = started.plan().steps().size();
            done = 0;
        } else if (event instanceof RunEvent.AssetFinished finished) {
            AssetOutcome outcome = finished.outcome();
            out.printf(
                    Locale.ROOT,
                    "  [%2d/%d] %-46s %-12s %6.2f s%n",
                    ++done,
                    steps,
                    outcome.key(),
                    outcome.status().word(),
                    outcome.duration().toMillis() / 1000.0);
        }
    }
}
