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
     * @param requests the requests in order, at least one. Two assets may share a replication's request, which is made
     *     once
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
     * Doesn't ask the engine, which did all of the work before the run was resumed.
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

    /** Doesn't ask the engine: the asset gets a placeholder that is marked as such. */
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
     * Can't be executed; the asset will fail.
     *
     * @param why the reason, for the user
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
     * Can't be executed by this version of the library; the asset will be skipped.
     *
     * @param why the reason, for the user
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
