package dev.rockyjava.engine;

import dev.rockyjava.engine.document.ComplianceOutput;
import dev.rockyjava.engine.document.HistoryOutput;
import dev.rockyjava.engine.document.RetentionStatusOutput;
import java.util.List;
import java.util.Optional;

/** A read-only request to the engine. */
public sealed interface QueryRequest {

    /** Returns the words of the command, its subcommand first, without the options that every command has. */
    List<String> arguments();

    /** Returns the engine's subcommand, which its answer also names, such as {@code retention-status}. */
    default String command() {
        return arguments().get(0);
    }

    /** {@code discover --pipeline P}: the sources of one replication pipeline. */
    record Discover(String pipeline) implements QueryRequest {

        @Override
        public List<String> arguments() {
            return CommandWords.of("discover").with("--pipeline", pipeline).list();
        }
    }

    /** {@code compile --models DIR}: diagnostics and details of the models of one root. */
    record Compile(String modelsDirectory, Optional<String> contractsDirectory) implements QueryRequest {

        @Override
        public List<String> arguments() {
            return CommandWords.of("compile")
                    .with("--models", modelsDirectory)
                    .with("--contracts", contractsDirectory)
                    .list();
        }
    }

    /** {@code optimize --models DIR}: recommendations from the run history. */
    record Optimize(String modelsDirectory) implements QueryRequest {

        @Override
        public List<String> arguments() {
            return CommandWords.of("optimize").with("--models", modelsDirectory).list();
        }
    }

    /** {@code lineage MODEL --models DIR}: where one model's columns come from. */
    record Lineage(String model, String modelsDirectory) implements QueryRequest {

        @Override
        public List<String> arguments() {
            return CommandWords.of("lineage").with("--models", modelsDirectory).last(model).list();
        }
    }

    /**
     * {@code compliance --models DIR}: lists the classified columns that have no masking. The members of the
     * answer are those of {@link ComplianceOutput}. For a folder that doesn't exist, the engine reports no problem
     * (ENGINE.md §2.15).
     */
    record Compliance(String modelsDirectory) implements QueryRequest {

        @Override
        public List<String> arguments() {
            return CommandWords.of("compliance").with("--models", modelsDirectory).list();
        }
    }

    /**
     * {@code retention-status --models DIR}: how long each model's rows are to be kept. The members of the
     * answer are those of {@link RetentionStatusOutput}.
     */
    record RetentionStatus(String modelsDirectory) implements QueryRequest {

        @Override
        public List<String> arguments() {
            return CommandWords.of("retention-status").with("--models", modelsDirectory).list();
        }
    }

    /**
     * {@code history}: the engine's most recent completed runs. The members of the answer are those of
     * {@link HistoryOutput}. An engine without a state has none; it isn't called then, because it would create an empty
     * state (ENGINE.md §2.19).
     */
    record History() implements QueryRequest {

        @Override
        public List<String> arguments() {
            return List.of("history");
        }
    }

    /** {@code dag --column-lineage}: the whole graph. */
    record Dag() implements QueryRequest {

        @Override
        public List<String> arguments() {
            // Without --models: with it, a project of two transformation pipelines is refused (ENGINE.md §2.2).
            return List.of("dag", "--column-lineage");
        }
    }
}
