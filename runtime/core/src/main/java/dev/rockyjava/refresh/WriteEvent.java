package dev.rockyjava.refresh;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Something that happens while a snapshot is written. */
public sealed interface WriteEvent {

    /**
     * The engine is asked something.
     *
     * @param question for people: {@code discover --pipeline shop}
     * @param number which of the questions this is, from 1
     * @param of how many there are; the lineage of all models counts as one
     */
    record Asking(String question, int number, int of) implements WriteEvent {}

    /**
     * The lineage of one more model is known, or was skipped.
     *
     * @param done how many models that makes
     * @param of how many there are
     */
    record Lineage(String model, int done, int of) implements WriteEvent {}

    /**
     * Something is left out, as the engine didn't answer.
     *
     * @param question for people: {@code optimize --models models}
     * @param reason what the engine said
     */
    record LeftOut(String question, String reason) implements WriteEvent {

        private static final int LINES = 20;

        /** What is left out and why, for people; what the engine said is in indented lines, of very many the first ones. */
        public String message() {
            List<String> lines = reason.lines().filter(line -> !line.isBlank()).toList();
            return "left out: rocky " + question + ": "
                    + (lines.isEmpty() ? "no reason given" : String.join("\n  ", lines.subList(0, Math.min(lines.size(), LINES))))
                    + (lines.size() > LINES ? "\n  ... and more" : "");
        }
    }

    /**
     * The engine found less than the snapshot that is to be replaced has. A source that was taken away looks the same as a
     * database that isn't there yet, which is no failure to the engine.
     *
     * @param pipelines the replication pipeline; all of them if the former snapshot doesn't say whose its sources were
     * @param gone the ids of the sources that were not found, at least one
     * @param of how many the former snapshot has
     */
    record SourcesGone(List<String> pipelines, List<String> gone, int of) implements WriteEvent {

        private static final int NAMED = 5;

        public SourcesGone {
            pipelines = List.copyOf(pipelines);
            gone = List.copyOf(gone);
        }

        /** Which they are and what to do, in two sentences for people. */
        public String message() {
            String found = of == 1
                    ? " didn't find the one source that the snapshot had: "
                    : gone.size() == of
                            ? " found none of the " + of + " sources that the snapshot had: "
                            : " no longer found " + gone.size() + " of the " + of + " sources that the snapshot had: ";
            return "discover of pipeline " + String.join(", ", pipelines) + found
                    + String.join(", ", gone.subList(0, Math.min(NAMED, gone.size())))
                    + (gone.size() > NAMED ? " and " + (gone.size() - NAMED) + " more" : "")
                    + "; the new snapshot goes without " + (gone.size() == 1 ? "it" : "them")
                    + ". If the database wasn't there yet, refresh again when it is";
        }
    }

    /**
     * The engine's compiler complains: about models that can't be built as they are, or contracts that aren't kept or can't
     * be checked.
     *
     * @param diagnostics sorted, at least one
     */
    record CompileProblems(List<CompileDiagnostic> diagnostics) implements WriteEvent {

        public CompileProblems {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * Some models read tables that the snapshot doesn't tell, since their SQL can't be read.
     *
     * @param reasons for each model why
     */
    record ReadsUnknown(SortedMap<String, String> reasons) implements WriteEvent {

        private static final int NAMED = 5;

        /** What is known of them, in one sentence for people. */
        public String message() {
            String named = reasons.entrySet().stream()
                    .limit(NAMED)
                    .map(model -> model.getKey() + " (" + model.getValue() + ")")
                    .collect(Collectors.joining(", "));
            return "not all is known that " + (reasons.size() == 1 ? "this model reads" : "these models read")
                    + ", so a run builds them after all seeds, sources and loads; declare what they need by depends_on: "
                    + named + (reasons.size() > NAMED ? " and " + (reasons.size() - NAMED) + " more" : "");
        }
    }

    /** The snapshot is there. */
    record Written(Path snapshot) implements WriteEvent {}
}
