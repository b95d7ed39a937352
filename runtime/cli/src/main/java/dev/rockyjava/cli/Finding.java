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
        OK("ok"),
        WARNING("warning"),
        FAILURE("failure");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** The word for people and in JSON. */
        String word() {
            return word;
        }
    }

    static Finding ok(String what, String text) {
        return new Finding(Level.OK, what, text);
    }

    static Finding warning(String what, String text) {
        return new Finding(Level.WARNING, what, text);
    }

    static Finding failure(String what, String text) {
        return new Finding(Level.FAILURE, what, text);
    }
}
