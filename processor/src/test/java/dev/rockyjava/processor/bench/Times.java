package dev.rockyjava.processor.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * How long a process took, or how two such times compare.
 *
 * @param processor of the processor, with all threads: what other processes do changes it little
 * @param wall on the clock
 */
record Times(double processor, double wall) {

    /** Something that is run as a process. */
    interface Action {
        Times run() throws Exception;
    }

    /**
     * The least of some runs of each; the least of each kind, so they need not be of one run. They take turns, so that whatever
     * else the machine does slows all of them.
     */
    static List<Times> bestInTurns(int repeats, List<Action> actions) throws Exception {
        List<Times> least = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            for (int j = 0; j < actions.size(); j++) {
                Times times = actions.get(j).run();
                if (i == 0) {
                    least.add(times);
                } else {
                    least.set(j, least.get(j).with(times, Math::min));
                }
            }
        }
        return least;
    }

    /** In seconds, of a process that has to succeed. */
    static Times of(List<String> command, Path log) throws Exception {
        List<String> timed = new ArrayList<>(List.of("sh", "-c", "\"$@\" && times", "sh"));
        timed.addAll(command);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(timed).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int exit = process.waitFor();
        double wall = (System.nanoTime() - start) / 1e9;
        String printed = Files.readString(log);
        assertThat(exit).as(printed).isZero();
        // The last line has the user and the system time of the children: 0m1.234s 0m0.056s
        String[] times = printed.strip().substring(printed.strip().lastIndexOf('\n') + 1).split(" ");
        return new Times(Arrays.stream(times).mapToDouble(Times::secondsOf).sum(), wall);
    }

    private static double secondsOf(String time) {
        String[] parts = time.split("[ms]");
        return 60 * Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]);
    }

    Times dividedBy(Times other) {
        return with(other, (a, b) -> a / b);
    }

    /** In milliseconds. */
    Times above(Times other) {
        return with(other, (a, b) -> 1000 * (a - b));
    }

    private Times with(Times other, DoubleBinaryOperator both) {
        return new Times(
                both.applyAsDouble(processor, other.processor), both.applyAsDouble(wall, other.wall));
    }
}
