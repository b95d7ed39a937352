package dev.rockyjava.internal.run.call;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.FusedPipelines;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.PlannedStep;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of a run that are for whole pipelines, and their answers. Safe for several threads. */
public final class FusedCalls {

    private final Definitions definitions;
    private final Consumer<Map<AssetKey, RunRequest>> done;
    private final Map<AssetKey, State> states = new HashMap<>();

    /** What has become of the call for one group. */
    private static final class State {

        private final FusedPipelines.Group group;
        private volatile boolean givenUp;
        private volatile @Nullable Answer answer;

        State(FusedPipelines.Group group) {
            this.group = group;
        }
    }

    private record Answer(FusedAnswer parts, int attempts) {}

    /**
     * @param done hears at once what an answer has built, as the turn of its models may be long after it, or never come
     */
    public FusedCalls(Definitions definitions, ExecutablePlan plan, Consumer<Map<AssetKey, RunRequest>> done) {
        this.definitions = definitions;
        this.done = done;
        for (FusedPipelines.Group group : plan.fused()) {
            State state = new State(group);
            group.members().forEach(key -> states.put(key, state));
        }
    }

    /**
     * To be told of each asset before its turn.
     *
     * @param blocked which assets can't be built. If one of the group is among them, each is asked for alone
     */
    public void aboutToStart(AssetKey key, Predicate<AssetKey> blocked) {
        State state = states.get(key);
        if (state != null
                && state.group.leader().equals(key)
                && state.group.members().stream().anyMatch(blocked)) {
            state.givenUp = true;
        }
    }

    /** Whether it is the turn of the one that makes its pipeline's call. */
    boolean leads(AssetKey key) {
        State state = states.get(key);
        return state != null && state.group.leader().equals(key) && !state.givenUp;
    }

    void answered(AssetKey leader, EngineCalls.PerformedCall made) {
        State state = states.get(leader);
        if (state != null) {
            FusedAnswer parts = new FusedAnswer(definitions, made.call(), state.group);
            state.answer = new Answer(parts, made.attempts());
            done.accept(parts.done());
        }
    }

    /** A model's part of its pipeline's answer; empty if it must be asked for alone. */
    Optional<EngineCall> partOf(AssetSpec spec) {
        return answer(spec.key()).flatMap(answer -> answer.parts().partOf(spec));
    }

    /** How often its pipeline's call was made. */
    int attempts(AssetKey key) {
        return answer(key).map(Answer::attempts).orElse(0);
    }

    /** Whether its pipeline's call has built it already, and as it should be. */
    public boolean built(AssetKey key) {
        return answer(key).filter(answer -> answer.parts().built(key)).isPresent();
    }

    /** What is to be said about an asset with a failed upstream; mostly nothing. */
    public String remark(AssetKey key) {
        return answer(key).filter(answer -> answer.parts().listed(key)).isPresent()
                ? "; the engine built it anyway, from what was there before"
                : "";
    }

    private Optional<Answer> answer(AssetKey key) {
        return Optional.ofNullable(states.get(key)).flatMap(state -> Optional.ofNullable(state.answer));
    }

    /** The call for a whole pipeline that a step is part of. */
    public static Optional<RunRequest.Transformation> of(PlannedStep step) {
        return step.action() instanceof PlannedAction.Ask ask
                        && ask.requests().get(0) instanceof RunRequest.Transformation whole
                ? Optional.of(whole)
                : Optional.empty();
    }
}
