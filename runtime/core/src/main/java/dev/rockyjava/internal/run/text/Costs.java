package dev.rockyjava.internal.run.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Adds and formats costs in US dollars. */
public final class Costs {

    private static final int DIGITS = 4;

    private Costs() {}

    /** Returns the decimal sum: 0.1 and 0.2 give 0.3. */
    public static double sum(Collection<Double> costs) {
        return costs.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();
    }

    /** Returns the cost with at most four decimals and its currency: {@code 0.25 USD}. */
    public static String text(double cost) {
        BigDecimal shown = BigDecimal.valueOf(cost).setScale(DIGITS, RoundingMode.HALF_UP);
        return shown.signum() == 0 ? "less than 0.0001 USD" : shown.stripTrailingZeros().toPlainString() + " USD";
    }
}
