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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls of a run for whole pipelines, and their answers. Safe for use by several threads. */
public final class FusedCalls {

    private final Definitions definitions;
    private final Consumer<Map<AssetKey, RunRequest>> done;
    private final Map<AssetKey, State> states = new HashMap<>();

    /** The state of the call for one group. */
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
     * Creates the calls of a plan.
     *
     * @param done receives at once what an answer has built, as the turn of those models may be much later, or never
     *     come
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
     * Must be called for each asset before its turn.
     *
     * @param blocked returns whether an asset can't be built. If it is true for one of the group, each model is
     *     requested alone
     */
    public void aboutToStart(AssetKey key, Predicate<AssetKey> blocked) {
        State state = states.get(key);
        if (state != null
                && state.group.leader().equals(key)
                && state.group.members().stream().anyMatch(blocked)) {
            state.givenUp = true;
        }
    }

    /** Returns whether an asset is the one at whose turn its pipeline's call is made. */
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

    /** Returns a model's part of its pipeline's answer; empty if it must be requested alone. */
    Optional<EngineCall> partOf(AssetSpec spec) {
        return answer(spec.key()).flatMap(answer -> answer.parts().partOf(spec));
    }

    /** Returns how often the call of an asset's pipeline was made. */
    int attempts(AssetKey key) {
        return answer(key).map(Answer::attempts).orElse(0);
    }

    /** Returns whether its pipeline's call has already built an asset correctly. */
    public boolean built(AssetKey key) {
        return answer(key).filter(answer -> answer.parts().built(key)).isPresent();
    }

    /** Returns the assets that a request builds, which is made for one of them. */
    List<AssetSpec> builtBy(AssetSpec spec, RunRequest request) {
        State state = states.get(spec.key());
        return request instanceof RunRequest.Transformation && state != null
                ? state.group.members().stream().map(definitions::get).toList()
                : List.of(spec);
    }

    /** Returns a remark on an asset with a failed upstream; usually empty. */
    public String remark(AssetKey key) {
        return answer(key).filter(answer -> answer.parts().listed(key)).isPresent()
                ? "; the engine built it anyway, from what was there before"
                : "";
    }

    private Optional<Answer> answer(AssetKey key) {
        return Optional.ofNullable(states.get(key)).flatMap(state -> Optional.ofNullable(state.answer));
    }

    /** Returns the call for a whole pipeline that a step is part of. */
    public static Optional<RunRequest.Transformation> of(PlannedStep step) {
        return step.action() instanceof PlannedAction.Ask ask
                        && ask.requests().get(0) instanceof RunRequest.Transformation whole
                ? Optional.of(whole)
                : Optional.empty();
    }
}
