package dev.rockyjava.engine.document;

import java.util.List;
import java.util.Optional;

/**
 * What a load pipeline prints (ENGINE.md §2.18).
 *
 * @param durationMs milliseconds
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
        version = MissingFields.orEmpty(version);
        command = MissingFields.orEmpty(command);
        sourceDir = MissingFields.orEmpty(sourceDir);
        format = MissingFields.orEmpty(format);
        files = MissingFields.orEmpty(files);
    }

    /**
     * One file.
     *
     * @param target dotted name of the table
     * @param rowsLoaded on DuckDB the rows of the whole table afterwards
     * @param durationMs milliseconds
     * @param error why it failed; empty when it was loaded
     * @param contract whether it is as the pipeline's contract wants it; empty without a contract
     */
    public record LoadedFile(
            String file,
            String target,
            long rowsLoaded,
            long bytesRead,
            long durationMs,
            Optional<String> error,
            Optional<ContractResult> contract) {

        /** One of a pipeline without a contract. */
        public LoadedFile(
                String file, String target, long rowsLoaded, long bytesRead, long durationMs, Optional<String> error) {
            this(file, target, rowsLoaded, bytesRead, durationMs, error, Optional.empty());
        }

        public LoadedFile {
            file = MissingFields.orEmpty(file);
            target = MissingFields.orEmpty(target);
            error = MissingFields.orEmpty(error);
            contract = MissingFields.orEmpty(contract);
        }

        /** Whether it was loaded: no error, and no contract that it doesn't keep. */
        public boolean loaded() {
            return error.isEmpty() && contract.map(ContractResult::passed).orElse(true);
        }
    }

    /** What came of the check of a file against a contract. What doesn't pass isn't in the table. */
    public record ContractResult(boolean passed, List<ContractViolation> violations) {

        public ContractResult {
            violations = MissingFields.orEmpty(violations);
        }
    }

    /**
     * One thing about a file that the contract forbids.
     *
     * @param message for people
     */
    public record ContractViolation(String rule, String column, String message) {

        public ContractViolation {
            rule = MissingFields.orEmpty(rule);
            column = MissingFields.orEmpty(column);
            message = MissingFields.orEmpty(message);
        }
    }
}
