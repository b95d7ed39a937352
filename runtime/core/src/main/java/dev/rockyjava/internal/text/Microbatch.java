package dev.rockyjava.internal.text;

import java.util.Optional;

/** The strategy for which the engine ignores the partitions of an asset that has some (ENGINE.md §2.7). */
public final class Microbatch {

    public static final String WORD = "microbatch";

    /** What to say about it to users. */
    public static final String EFFECT = WORD + ", for which the engine ignores partitions and inserts everything again";

    private Microbatch() {}

    public static boolean is(Optional<String> strategy) {
        return strategy.filter(WORD::equals).isPresent();
    }
}
