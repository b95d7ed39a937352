package dev.rockyjava.engine;

import dev.rockyjava.internal.document.EngineDocuments;
import java.util.Optional;

/** A question to the engine that changes nothing. */
public sealed interface QueryRequest {

    /** The engine's subcommand, which its answer names too: {@code retention-status} for example. */
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
     * {@code compliance --models DIR}: which classified columns have no masking. Read it with
     * {@link EngineDocuments#compliance}. Of a folder that isn't there the engine says that all is well
     * (ENGINE.md §2.15).
     */
    record Compliance(String modelsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "compliance";
        }
    }

    /**
     * {@code retention-status --models DIR}: how long each model's rows are to be kept. Read it with
     * {@link EngineDocuments#retentionStatus}.
     */
    record RetentionStatus(String modelsDirectory) implements QueryRequest {

        @Override
        public String command() {
            return "retention-status";
        }
    }

    /**
     * {@code history}: the newest runs of the engine that came to an end. Read it with {@link EngineDocuments#history}. Of an
     * engine without a state there are none; it isn't asked then, as it would make an empty state (ENGINE.md §2.19).
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
