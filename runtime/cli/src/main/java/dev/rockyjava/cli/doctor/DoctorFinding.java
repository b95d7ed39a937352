package dev.rockyjava.cli.doctor;

/**
 * The result of one check of doctor.
 *
 * @param level how serious it is
 * @param what the subject: {@code engine}, {@code snapshot}, …
 * @param text what was found, and what to do about it
 */
public record DoctorFinding(Level level, String what, String text) {

    /** How serious a finding is. */
    public enum Level {
        OK("ok"),
        WARNING("warning"),
        FAILURE("failure");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** Returns the word for text and JSON output. */
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
