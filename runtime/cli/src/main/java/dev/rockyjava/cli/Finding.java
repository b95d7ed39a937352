package dev.rockyjava.cli;

/**
 * One thing that doctor looked at.
 *
 * @param what it is about: {@code engine}, {@code snapshot}, …
 * @param text what was found, and what to do about it
 */
record Finding(Level level, String what, String text) {

    /** How bad it is. */
    enum Level {
        ok,
        warning,
        failure
    }

    static Finding ok(String what, String text) {
        return new Finding(Level.ok, what, text);
    }

    static Finding warning(String what, String text) {
        return new Finding(Level.warning, what, text);
    }

    static Finding failure(String what, String text) {
        return new Finding(Level.failure, what, text);
    }
}
