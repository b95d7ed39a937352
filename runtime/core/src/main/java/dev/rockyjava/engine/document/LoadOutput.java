package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * The output of a load pipeline (ENGINE.md §2.18).
 *
 * @param durationMs duration in milliseconds
 */
public record LoadOutput(
        String version,
        String command,
        String sourceDir,
        String format,
        long filesLoaded,
        long filesFailed,
        long totalRows,
        long totalBytes,
        List<LoadedFile> files,
        long durationMs)
        implements EngineDocument {

    public LoadOutput {
        files = MissingFields.orEmpty(files);
    }

    /**
     * One file.
     *
     * @param target dotted name of the table
     * @param rowsLoaded on DuckDB, the number of rows in the whole table afterwards
     * @param durationMs duration in milliseconds
     * @param error why it failed; empty if it was loaded
     * @param contract whether it meets the pipeline's contract; empty without a contract
     */
    public record LoadedFile(
            String file,
            String target,
            long rowsLoaded,
            long bytesRead,
            long durationMs,
            Optional<String> error,
            Optional<ContractResult> contract) {

        /** Creates a file of a pipeline without a contract. */
        public LoadedFile(
                String file, String target, long rowsLoaded, long bytesRead, long durationMs, Optional<String> error) {
            this(file, target, rowsLoaded, bytesRead, durationMs, error, Optional.empty());
        }

        /** Returns whether the file was loaded: it has no error and violates no contract. */
        public boolean loaded() {
            return error.isEmpty() && contract.map(ContractResult::passed).orElse(true);
        }
    }

    /** The result of checking a file against a contract. A file that doesn't pass isn't loaded. */
    public record ContractResult(boolean passed, List<ContractViolation> violations) {

        public ContractResult {
            violations = MissingFields.orEmpty(violations);
        }
    }

    /**
     * One violation of the contract.
     *
     * @param message explanation to display
     */
    public record ContractViolation(String rule, String column, String message) {}
}
