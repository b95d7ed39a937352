package dev.rockyjava.cli.json;

import dev.rockyjava.cli.screen.EngineWarnings;
import dev.rockyjava.cli.screen.ProgressDisplay;
import dev.rockyjava.cli.screen.StyledText;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunPlan;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints each event of a run as one line of JSON on stdout: {@code event}, {@code time}, {@code key} if it is an
 * asset's event, and the members of the event. The last line is {@code run_finished}.
 */
public final class EventLines implements ProgressDisplay {

    private final RunJson runs;
    private final Consumer<ObjectNode> print;
    private final Consumer<StyledText> say;
    private final boolean engineLog;
    private final EngineWarnings warnings = new EngineWarnings();
    private @Nullable RunPlan plan;

    /**
     * @param runs writes the run of the last line
     * @param print prints one line of JSON
     * @param say prints a line on stderr
     */
    public EventLines(RunJson runs, Consumer<ObjectNode> print, Consumer<StyledText> say, boolean engineLog) {
        this.runs = runs;
        this.print = print;
        this.say = say;
        this.engineLog = engineLog;
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.EngineLog log && !engineLog) {
            warnings.of(log).ifPresent(this::say);
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("event", event.word())
                .put("time", event.time().toString());
        if (event instanceof RunEvent.AssetEvent asset) {
            json.put("key", asset.key().toString());
        }
        if (event instanceof RunEvent.RunStarted started) {
            json.put("run_id", started.runId());
            json.put("assets", started.plan().steps().size());
            plan = started.plan();
        } else if (event instanceof RunEvent.AssetStarted started && plan != null) {
            RunJson.partitions(json, plan.step(started.key()));
        } else if (event instanceof RunEvent.EngineLog log) {
            json.put("line", log.line());
        } else if (event instanceof RunEvent.AssetWaits waits) {
            json.put("waits", waits.waits());
        } else if (event instanceof RunEvent.AssetRetried retried) {
            json.put("attempt", retried.attempt())
                    .put("attempts", retried.attempts())
                    .put("delay_ms", retried.delay().toMillis())
                    .put("reason", retried.reason());
        } else if (event instanceof RunEvent.CheckEvaluated evaluated) {
            RunJson.check(json.putObject("check"), evaluated.check());
        } else if (event instanceof RunEvent.AssetObserved observed) {
            RunJson.observation(json.putObject("observation"), observed.observation());
        } else if (event instanceof RunEvent.AssetFinished finished) {
            RunJson.outcome(json, finished.outcome());
            if (plan != null) {
                RunJson.partitions(json, plan.step(finished.key()));
            }
        } else if (event instanceof RunEvent.RunFinished finished) {
            runs.head(json, finished.result());
        }
        print.accept(json);
    }

    @Override
    public void say(StyledText line) {
        say.accept(line);
    }

    @Override
    public void close() {}
}
