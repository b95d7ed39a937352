package dev.rockyjava.engine;

import dev.rockyjava.engine.document.ComplianceOutput;
import dev.rockyjava.engine.document.HistoryOutput;
import dev.rockyjava.engine.document.RetentionStatusOutput;
import java.util.Optional;

/** A read-only request to the engine. */
public sealed interface QueryRequest {

    /** Returns the engine's subcommand, which its answer also names, such as {@code retention-status}. */
    String command();

    /** {@code discover --pipeline P}: the sources of one replication pipeline. */
    record Discover(String pipeline) implements QueryRequest {

        @Override
        public String command() {
            return "discover";
        }
    }

    /** {@code compile --models DIR}: diagnostics and details of the models of one root. */
    record Compile(String modelsDirectory, Optional<String> contractsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "compile";
        }
    }

    /** {@code optimize --models DIR}: recommendations from the run history. */
    record Optimize(String modelsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "optimize";
        }
    }

    /** {@code lineage MODEL --models DIR}: where one model's columns come from. */
    record Lineage(String model, String modelsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "lineage";
        }
    }

    /**
     * {@code compliance --models DIR}: lists the classified columns that have no masking. The members of the
     * answer are those of {@link ComplianceOutput}. For a folder that doesn't exist, the engine reports no problem
     * (ENGINE.md §2.15).
     */
    record Compliance(String modelsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "compliance";
        }
    }

    /**
     * {@code retention-status --models DIR}: how long each model's rows are to be kept. The members of the
     * answer are those of {@link RetentionStatusOutput}.
     */
    record RetentionStatus(String modelsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "retention-status";
        }
    }

    /**
     * {@code history}: the engine's most recent completed runs. The members of the answer are those of
     * {@link HistoryOutput}. An engine without a state has none; it isn't called then, because it would create an empty
     * state (ENGINE.md §2.19).
     */
    record History() implements QueryRequest {

        @Override
        public String command() {
            return "history";
        }
    }

    /** {@code dag --column-lineage}: the whole graph. */
    record Dag() implements QueryRequest {

        @Override
        public String command() {
            return "dag";
        }
    }
}
