package dev.rockyjava.asset.compile;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the engine's compiler reported about one check of a model's contract when the snapshot was written.
 *
 * @param diagnostics sorted
 */
public record ContractReport(State state, List<CompileDiagnostic> diagnostics) implements Comparable<ContractReport> {

    /** Whether the contract was compared with the model. */
    public enum State {
        /** Compared. Without a diagnostic, the model meets the contract. */
        COMPARED("compared"),
        /** The snapshot has no compiler output. */
        NOT_COMPILED("not-compiled"),
        /** The compiler found no model of that name. */
        MODEL_NOT_FOUND("model-not-found");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** Returns the word that stands for the value in files. */
        public String word() {
            return word;
        }

        /**
         * Returns the state with a word.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static State ofWord(String word) {
            return Stream.of(values()).filter(state -> state.word.equals(word)).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown contract state '" + word + "'"));
        }
    }

    public ContractReport {
        diagnostics = diagnostics.stream().sorted().toList();
    }

    @Override
    public int compareTo(ContractReport other) {
        int order = state.compareTo(other.state);
        for (int i = 0; order == 0 && i < Math.min(diagnostics.size(), other.diagnostics.size()); i++) {
            order = diagnostics.get(i).compareTo(other.diagnostics.get(i));
        }
        return order != 0 ? order : Integer.compare(diagnostics.size(), other.diagnostics.size());
    }
}
