package dev.rockyjava.run.history;

import java.time.Instant;

/**
 * A part of a run: from its beginning, or from when it was resumed, to its end or the next resumption. The parts of all
 * runs of a journal's folder come one after the other. They are ordered by their numbers rather than by the clock, which
 * may have been set back in between.
 *
 * @param number the position among all parts of the folder, from 1; 0 in journals of versions that had no numbers, which are
 *     older than all others
 * @param began when it began
 */
public record RunPart(long number, Instant began) implements Comparable<RunPart> {

    @Override
    public int compareTo(RunPart other) {
        return number == other.number ? began.compareTo(other.began) : Long.compare(number, other.number);
    }

    /** Returns whether this part came after another. */
    public boolean after(RunPart other) {
        return compareTo(other) > 0;
    }
}
