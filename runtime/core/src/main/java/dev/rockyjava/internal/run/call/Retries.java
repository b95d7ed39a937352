package dev.rockyjava.internal.run.call;

import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.RunError;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.run.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Decides for one run which calls are retried, and when. */
final class Retries {

    private static final String QUOTA = "quota-exceeded";
    private static final Set<String> PASSING = Set.of("transient", "connection-failed", QUOTA);
    /** The delay after an exceeded quota without a cooldown, as in the engine's own integration (ENGINE.md §5). */
    private static final Duration QUOTA_COOLDOWN = Duration.ofMinutes(5);

    private final RetryPolicy policy;
    private final RandomGenerator random;
    private final AtomicInteger budget;

    Retries(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
        this.budget = new AtomicInteger(policy.budget());
    }

    int attempts() {
        return policy.attempts();
    }

    /**
     * Returns how long to wait before the next attempt; empty if there is none. Takes one retry off the budget.
     *
     * @param effect the effect of repeating the request
     * @param attempt the number of the failed attempt, from 1
     * @param left how much time the asset has left
     */
    Optional<Duration> after(EngineCall call, RowEffect effect, int attempt, Duration left) {
        if (attempt >= policy.attempts() || !worth(call) || !effect.mayRepeatAfter(call.outcome())) {
            return Optional.empty();
        }
        Duration delay = policy.delay(attempt, random);
        Duration cooldown = cooldown(call);
        Duration wait = delay.compareTo(cooldown) < 0 ? cooldown : delay;
        if (wait.compareTo(left) >= 0 || budget.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
            return Optional.empty();
        }
        return Optional.of(wait);
    }

    private boolean worth(EngineCall call) {
        if (call.thrown() != null) {
            return call.threw(EngineBusyException.class)
                    || policy.timeouts() && call.threw(EngineTimeoutException.class);
        }
        List<RunError> errors = errors(call);
        return !errors.isEmpty()
                && call.exitCode() != 0
                && !call.run().interrupted()
                && errors.stream().allMatch(error -> PASSING.contains(error.failureKind()));
    }

    private static Duration cooldown(EngineCall call) {
        return errors(call).stream()
                .map(Retries::cooldown)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static Duration cooldown(RunError error) {
        Long seconds = error.cooldownSeconds();
        if (seconds != null) {
            return Duration.ofSeconds(Math.max(0, seconds));
        }
        return error.failureKind().equals(QUOTA) ? QUOTA_COOLDOWN : Duration.ZERO;
    }

    private static List<RunError> errors(EngineCall call) {
        if (call.reply() == null || !call.answeredWith(RunOutput.class)) {
            return List.of();
        }
        if (call.request() instanceof RunRequest.Transformation) {
            return List.of(); // each of its models is retried alone
        }
        return call.request() instanceof RunRequest.Model ? call.ownErrors() : call.run().errors();
    }
}
