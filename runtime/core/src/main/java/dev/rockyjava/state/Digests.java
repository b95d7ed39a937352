package dev.rockyjava.state;

import java.math.BigDecimal;

/**
 * Digests of JSON values: equal for equal values, whatever the order of members or the form of a number. They find a
 * difference, and are no proof against somebody who looks for two values with one digest.
 */
final class Digests {

    private Digests() {}

    static long mix(long value) {
        // The finalizer of SplitMix64: each bit of the input changes half of the output's.
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    static long of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** A digest for people. */
    static String text(long digest) {
        return "#" + Long.toHexString(digest);
    }

    /** The one form of a number: that of 1, 1.0 and 10e-1 is 1. */
    static String number(String digits) {
        if (digits.length() < 19 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return digits;
        }
        try {
            return new BigDecimal(digits).stripTrailingZeros().toString();
        } catch (NumberFormatException e) {
            return digits; // an exponent beyond what Java can hold
        }
    }
}
