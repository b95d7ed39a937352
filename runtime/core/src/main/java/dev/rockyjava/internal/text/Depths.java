package dev.rockyjava.internal.text;

/** How many steps away from an asset something may be. */
public final class Depths {

    private Depths() {}

    /**
     * Refuses a number of steps that can't be meant.
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
