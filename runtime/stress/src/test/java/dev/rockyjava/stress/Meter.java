package dev.rockyjava.stress;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** Measures the processor time and the memory that each attack takes on its thread, and refuses too much of either. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Campaign campaign;
    private final long mostMillis;
    private final long mostBytes;
    private long slowest;
    private long largest;

    /**
     * Creates a meter.
     *
     * @param campaign that reports the highest values
     * @param mostBytes allocated by one attack in all, not at one time, beside 4,000 for each byte of its input
     */
    Meter(Campaign campaign, long mostMillis, long mostBytes) {
        this.campaign = campaign;
        this.mostMillis = mostMillis;
        this.mostBytes = mostBytes;
    }

    <T> T measured(int input, Callable<T> attack) throws Exception {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        try {
            return attack.call();
        } finally {
            long millis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            if (millis > slowest) {
                slowest = millis;
                campaign.figure("most processor time of one attack", slowest + " ms");
            }
            if (allocated > largest) {
                largest = allocated;
                campaign.figure("most memory allocated by one attack", (largest >> 10) + " KB");
            }
            if (millis > mostMillis || allocated > mostBytes + 4_000L * input) {
                throw new AssertionError("took %d ms and %d KB for %d bytes".formatted(millis, allocated >> 10, input));
            }
        }
    }
}
