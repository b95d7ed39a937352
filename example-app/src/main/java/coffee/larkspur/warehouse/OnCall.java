package coffee.larkspur.warehouse;

import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import java.io.PrintStream;

/** A listener receives every event of a run. This one would page the engineer on call. */
final class OnCall implements RunListener {

    private final PrintStream pager;

    OnCall(PrintStream pager) {
        this.pager = pager;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.AssetFailed failed) {
            String reason = failed.outcome().reason().orElse("no reason given").lines().findFirst().orElse("");
            pager.println("  on call: " + failed.key() + " failed: " + reason);
        }
    }
}
