package dev.rockyjava.internal.text;

/** Numbers of steps from an asset in the graph. */
public final class Depths {

    private Depths() {}

    /**
     * Checks a number of steps.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static void require(int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException("a number of steps can't be negative: " + depth
                    + "; leave it out for everything upstream or downstream");
        }
    }
}
