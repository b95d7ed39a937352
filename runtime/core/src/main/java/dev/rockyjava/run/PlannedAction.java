package dev.rockyjava.run;

import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.run.text.RequestText;
import java.util.List;
import java.util.stream.Collectors;

/** What a run does for one asset when its turn comes. */
public sealed interface PlannedAction {

    /** Returns the word in JSON, {@code ask} for example. */
    String word();

    /**
     * Asks the engine.
     *
     * @param requests in this order, at least one. Two assets may share a request of a replication, which is made once
     */
    record Ask(List<RunRequest> requests) implements PlannedAction {

        public Ask {
            requests = List.copyOf(requests);
        }

        @Override
        public String word() {
            return "ask";
        }

        @Override
        public String toString() {
            return requests.stream().map(RequestText::of).collect(Collectors.joining("; "));
        }
    }

    /**
     * Asks nobody: the engine did all of it in the run that is resumed.
     *
     * @param requests what was asked then
     */
    record DoneBefore(List<RunRequest> requests) implements PlannedAction {

        public DoneBefore {
            requests = List.copyOf(requests);
        }

        @Override
        public String word() {
            return "done";
        }

        @Override
        public String toString() {
            return "done before: " + requests.stream().map(RequestText::of).collect(Collectors.joining("; "));
        }
    }

    /** Asks nobody: the asset gets a placeholder that is marked as such. */
    record GraphOnly() implements PlannedAction {

        @Override
        public String word() {
            return "graph-only";
        }

        @Override
        public String toString() {
            return "graph-only";
        }
    }

    /**
     * Can't be done; the asset will fail.
     *
     * @param why for people
     */
    record Fail(String why) implements PlannedAction {

        @Override
        public String word() {
            return "fail";
        }

        @Override
        public String toString() {
            return "fails: " + why;
        }
    }

    /**
     * Can't be done by this version of the library; the asset will be skipped.
     *
     * @param why for people
     */
    record Skip(String why) implements PlannedAction {

        @Override
        public String word() {
            return "skip";
        }

        @Override
        public String toString() {
            return "skipped: " + why;
        }
    }
}
