package dev.rockyjava.refresh;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.text.Listing;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** An event while a snapshot is written. */
public sealed interface WriteEvent {

    /** Returns the event for users, in one or several lines without an end; empty if there is nothing to say. */
    String message();

    /**
     * A query to the engine starts.
     *
     * @param question the query for users: {@code discover --pipeline shop}
     * @param number the number of this query, from 1
     * @param of the total number of queries; the lineage of all models counts as one
     */
    record Asking(String question, int number, int of) implements WriteEvent {

        @Override
        public String message() {
            return "[" + number + "/" + of + "] rocky " + question;
        }
    }

    /**
     * The lineage of one more model is known or was skipped.
     *
     * @param done the number of models done so far
     * @param of the total number of models
     */
    record Lineage(String model, int done, int of) implements WriteEvent {

        private static final int TENTHS = 10;

        /**
         * Returns whether the model is the last one or completes about another tenth of them, so that a line for each
         * such event is few lines for projects with thousands of models.
         */
        public boolean isMilestone() {
            return done == of || done % ((of + TENTHS - 1) / TENTHS) == 0;
        }

        @Override
        public String message() {
            return "lineage of " + done + " of " + of + " models";
        }
    }

    /**
     * A part of the snapshot is left out because the engine didn't answer the query.
     *
     * @param question the query for users: {@code optimize --models models}
     * @param reason the engine's message
     */
    record LeftOut(String question, String reason) implements WriteEvent {

        private static final int LINES = 20;

        /**
         * Returns what is left out and why, for users, with the engine's message in indented lines, cut off after the
         * first 20.
         */
        @Override
        public String message() {
            List<String> lines = reason.lines().filter(line -> !line.isBlank()).toList();
            return "left out: rocky " + question + ": "
                    + (lines.isEmpty() ? "no reason given" : String.join("\n  ", Listing.lines(lines, LINES)));
        }
    }

    /**
     * The engine found fewer sources than the previous snapshot has. A removed source looks the same as a database
     * that doesn't exist yet, which the engine doesn't report as a failure.
     *
     * @param pipelines the replication pipeline; all of them if the previous snapshot doesn't say which pipeline a
     *     source belongs to
     * @param gone the ids of the sources that were not found, at least one
     * @param of the number of sources in the previous snapshot
     */
    record SourcesGone(List<String> pipelines, List<String> gone, int of) implements WriteEvent {

        public SourcesGone {
            pipelines = List.copyOf(pipelines);
            gone = List.copyOf(gone);
        }

        /** Returns the missing sources and what to do, in two sentences for users. */
        @Override
        public String message() {
            String found = of == 1
                    ? " didn't find the one source that the snapshot had: "
                    : gone.size() == of
                            ? " found none of the " + of + " sources that the snapshot had: "
                            : " no longer found " + gone.size() + " of the " + of + " sources that the snapshot had: ";
            return "discover of pipeline " + String.join(", ", pipelines) + found
                    + Listing.named(gone)
                    + "; the new snapshot doesn't include " + (gone.size() == 1 ? "it" : "them")
                    + ". If the database wasn't there yet, refresh again when it is";
        }
    }

    /**
     * The engine found no sources, and the previous snapshot had none either.
     *
     * @param pipelines the replication pipelines, at least one
     */
    record NoSources(List<String> pipelines) implements WriteEvent {

        public NoSources {
            pipelines = List.copyOf(pipelines);
        }

        /** Returns what is missing and where sources are declared, for users. */
        @Override
        public String message() {
            String one = pipelines.size() == 1 ? pipelines.get(0) : "NAME";
            return "discover found no sources of pipeline " + String.join(", ", pipelines)
                    + ", so a run copies nothing there. If the database isn't there yet, refresh again when it is; otherwise"
                    + " compare the names of its schemas with [pipeline." + one + ".source.schema_pattern] in rocky.toml, and"
                    + " [pipeline." + one + ".source.discovery] with the adapter that has them";
        }
    }

    /**
     * The engine's compiler reports models that can't be built as they are, or contracts that aren't met or can't be
     * checked.
     *
     * @param diagnostics sorted, at least one
     */
    record CompileProblems(List<CompileDiagnostic> diagnostics) implements WriteEvent {

        public CompileProblems {
            diagnostics = List.copyOf(diagnostics);
        }

        /** Returns a line for each problem. */
        @Override
        public String message() {
            return diagnostics.stream()
                    .map(problem -> "compile " + problem.severity() + ": "
                            + problem.toString().lines().findFirst().orElse(""))
                    .collect(Collectors.joining("\n"));
        }
    }

    /**
     * Some models read tables that the snapshot can't list because their SQL couldn't be parsed.
     *
     * @param reasons the reason for each model, by model name
     */
    record ReadsUnknown(SortedMap<String, String> reasons) implements WriteEvent {

        /** Returns a summary in one sentence for users. */
        @Override
        public String message() {
            List<String> models = reasons.entrySet().stream()
                    .map(model -> model.getKey() + " (" + model.getValue() + ")")
                    .toList();
            return "not all is known that " + (reasons.size() == 1 ? "this model reads" : "these models read")
                    + ", so a run builds them after all seeds, sources and loads; declare what they need by depends_on: "
                    + Listing.named(models);
        }
    }

    /** The snapshot was written. */
    record Written(Path snapshot) implements WriteEvent {

        @Override
        public String message() {
            return "wrote " + snapshot;
        }
    }
}
