package dev.rockyjava.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Many attacks of one kind. How many depends on the build: few in the ordinary one, all with {@code -Pstress}.
 *
 * <p>{@code -Drocky.stress.rounds=N} sets the number, {@code -Drocky.stress.seed=S} the seed, and
 * {@code -Drocky.stress.only=N} repeats one round. The outcomes are counted and left in {@code target/stress}.
 */
final class Campaign {

    /** One attack. What it returns is counted: a word such as "refused". */
    interface Attack {

        String run(int round, Random random) throws Exception;
    }

    private final String name;
    private final int rounds;
    private final long seed = Long.getLong("rocky.stress.seed", System.nanoTime());
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, String> figures = new TreeMap<>();

    /**
     * Creates a campaign.
     *
     * @param name of the file with its outcomes
     * @param few the rounds of the ordinary build
     * @param all the rounds with {@code -Pstress}
     */
    Campaign(String name, int few, int all) {
        this.name = name;
        this.rounds = Integer.getInteger("rocky.stress.rounds", isLong() ? all : few);
    }

    /** Whether {@code -Pstress} is on. */
    static boolean isLong() {
        return Boolean.getBoolean("rocky.stress");
    }

    int rounds() {
        return rounds;
    }

    /** A figure for the report beside the counts. */
    void figure(String what, Object value) {
        figures.put(what, value.toString());
    }

    /** Attacks again and again; a failure names the round and how to repeat it. */
    void run(Attack attack) {
        Integer only = Integer.getInteger("rocky.stress.only");
        long start = System.nanoTime();
        long slowest = 0;
        int slowestRound = -1;
        int done = 0;
        try {
            for (int round = only == null ? 0 : only; round < (only == null ? rounds : only + 1); round++) {
                long begun = System.nanoTime();
                outcomes.merge(attack(attack, round), 1, Integer::sum);
                done++;
                long took = System.nanoTime() - begun;
                if (took > slowest) {
                    slowest = took;
                    slowestRound = round;
                }
            }
        } finally {
            figure("slowest", "%d ms (round %d)".formatted(Duration.ofNanos(slowest).toMillis(), slowestRound));
            publish(done, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private String attack(Attack attack, int round) {
        try {
            // Far apart: near seeds would repeat one another's rounds.
            return attack.run(round, new Random(seed + round * 0x9e3779b97f4a7c15L));
        } catch (Exception | Error e) {
            throw new AssertionError(
                    "round %d of campaign %s; -Drocky.stress.seed=%d -Drocky.stress.only=%d repeats it: %s"
                            .formatted(round, name, seed, round, e),
                    e);
        }
    }

    private void publish(int done, Duration took) {
        StringBuilder text = new StringBuilder("%s: %d rounds in %d s, seed %d%n".formatted(name, done, took.toSeconds(), seed));
        outcomes.forEach((outcome, count) -> text.append("  %9d %s%n".formatted(count, outcome)));
        figures.forEach((what, value) -> text.append("  %s: %s%n".formatted(what, value)));
        System.out.print(text);
        try {
            Path folder = Files.createDirectories(Path.of("target", "stress"));
            Files.writeString(folder.resolve(name + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
