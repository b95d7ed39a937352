package dev.rockyjava.refresh;

import dev.rockyjava.asset.CompileDiagnostic;
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
    record LeftOut(String question, String reason) implements WriteEvent {}

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
