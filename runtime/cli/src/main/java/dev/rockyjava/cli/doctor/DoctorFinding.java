package dev.rockyjava.cli.doctor;

/**
 * One thing that doctor looked at.
 *
 * @param what it is about: {@code engine}, {@code snapshot}, …
 * @param text what was found, and what to do about it
 */
public record DoctorFinding(Level level, String what, String text) {

    /** How bad it is. */
    public enum Level {
        OK("ok"),
        WARNING("warning"),
        FAILURE("failure");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** The word for people and in JSON. */
        public String word() {
            return word;
        }
    }

    static DoctorFinding ok(String what, String text) {
        return new DoctorFinding(Level.OK, what, text);
    }

    static DoctorFinding warning(String what, String text) {
        return new DoctorFinding(Level.WARNING, what, text);
    }

    static DoctorFinding failure(String what, String text) {
        return new DoctorFinding(Level.FAILURE, what, text);
    }
}
