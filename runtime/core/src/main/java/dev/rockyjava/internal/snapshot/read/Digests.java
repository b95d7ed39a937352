package dev.rockyjava.internal.snapshot.read;

import java.math.BigDecimal;

/**
 * Digests of JSON values: equal for equal values, regardless of the order of members or the form of a number. They
 * detect differences but don't resist deliberate collisions.
 */
final class Digests {

    /** The maximum number of digits written without an exponent. */
    private static final int LONGEST = 100;

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

    /** Returns the digest of a part of an array, as {@link #of(String)}. */
    static long of(char[] text, int from, int to) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static boolean isPlain(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return digits.length() <= LONGEST;
    }

    /** Returns the digest as shown to users. */
    static String text(long digest) {
        return "#" + Long.toHexString(digest);
    }

    /** Returns the canonical form of a number: 10, 10.0 and 1e1 are all 10. */
    static String number(String digits) {
        if (isPlain(digits)) {
            return digits;
        }
        try {
            BigDecimal number = new BigDecimal(digits).stripTrailingZeros();
            // A few characters may denote a number of a billion digits.
            return Math.abs((long) number.scale()) <= LONGEST ? number.toPlainString() : number.toString();
        } catch (NumberFormatException e) {
            return digits; // an exponent beyond Java's range
        }
    }
}
