package dev.rockyjava.engine;

import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.PlanOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.engine.document.TestOutput;
import java.util.List;
import java.util.Optional;

/** Work for the engine, one command each. Argument values are data: an engine never passes them to a shell. */
public sealed interface RunRequest {

    /**
     * Returns the arguments that follow the engine's name and its global options, the subcommand first. Arguments
     * that depend on the project are left out: of a {@link Seed} the folder of seeds, and a pipeline if there are
     * several; of a {@link Test} the folder of models.
     */
    List<String> arguments();

    /**
     * Returns the word for the kind of request, such as {@code Replication}. Run journals contain it, so it must stay
     * the same even if the type is renamed.
     */
    String word();

    /**
     * {@code run --pipeline P [--filter F]} of a replication pipeline. Answered with {@link RunOutput}.
     *
     * @param filter one source of the pipeline, {@code key=value}; empty for all
     */
    record Replication(String pipeline, Optional<String> filter) implements RunRequest {

        @Override
        public String word() {
            return "Replication";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.run(pipeline).with("--filter", filter).list();
        }
    }

    /** {@code run --pipeline P} of a load pipeline. Answered with {@link LoadOutput}. */
    record Load(String pipeline) implements RunRequest {

        @Override
        public String word() {
            return "Load";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.run(pipeline).list();
        }
    }

    /**
     * {@code run --model M --pipeline P}. Builds only that model, none of its upstream models. Answered with {@link
     * RunOutput}.
     *
     * @param pipeline the transformation pipeline that owns the model; {@code --model} alone is refused if a project
     *     has two of them (ENGINE.md §2.7)
     */
    record Model(String model, String pipeline, PartitionChoice partitions) implements RunRequest {

        @Override
        public String word() {
            return "Model";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.of("run")
                    .with("--model", model)
                    .with("--pipeline", pipeline)
                    .partitions(partitions)
                    .list();
        }
    }

    /**
     * {@code run --pipeline P} of a transformation pipeline: builds all of its models and stops at the first failure.
     * Answered with {@link RunOutput}.
     *
     * @param partitions partitions of each partitioned model, all of one grain; the other models are built whole
     */
    record Transformation(String pipeline, PartitionChoice partitions) implements RunRequest {

        @Override
        public String word() {
            return "Transformation";
        }

        /** Creates a request for the latest partition of each partitioned model, at the time of the call. */
        public Transformation(String pipeline) {
            this(pipeline, PartitionChoice.DEFAULT);
        }

        @Override
        public List<String> arguments() {
            return CommandWords.run(pipeline).partitions(partitions).list();
        }
    }

    /** {@code seed --filter NAME}: loads one seed. Answered with {@link SeedOutput}. */
    record Seed(String name) implements RunRequest {

        @Override
        public String word() {
            return "Seed";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.of("seed").with("--filter", name).list();
        }
    }

    /** {@code run --pipeline P} of a quality pipeline. Answered with {@link RunOutput}. */
    record Quality(String pipeline) implements RunRequest {

        @Override
        public String word() {
            return "Quality";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.run(pipeline).list();
        }
    }

    /** {@code run --pipeline P} of a snapshot pipeline. Answered with {@link RunOutput}. */
    record Snapshot(String pipeline) implements RunRequest {

        @Override
        public String word() {
            return "Snapshot";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.run(pipeline).list();
        }
    }

    /**
     * {@code test --declarative --pipeline P --model M}: executes the tests that one model declares on its table, and
     * changes nothing. The engine also needs the pipeline's folder of models, which depends on the project and isn't
     * among the {@link #arguments()}. Answered with {@link TestOutput}.
     */
    record Test(String model, String pipeline) implements RunRequest {

        @Override
        public String word() {
            return "Test";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.test().with("--pipeline", pipeline).with("--model", model).list();
        }
    }

    /**
     * {@code plan --pipeline P [--filter F]} of a replication pipeline: the engine stores what a {@link Replication}
     * would do, under an id, and executes nothing. Other pipelines can't be planned: the engine refuses them, and
     * refuses to apply the plan of a model wherever there is a transformation pipeline (tested with 1.71.0;
     * ENGINE.md §2.13). Answered with {@link PlanOutput}.
     */
    record Plan(String pipeline, Optional<String> filter) implements RunRequest {

        @Override
        public String word() {
            return "Plan";
        }

        @Override
        public List<String> arguments() {
            return CommandWords.of("plan").with("--pipeline", pipeline).with("--filter", filter).list();
        }
    }

    /**
     * {@code apply ID}: executes a plan, unless the configuration, the sources or a policy prevent it; then the call
     * throws with the engine's reason. Answered like the work itself, for a replication with {@link RunOutput}.
     *
     * @param planId see {@link PlanOutput#planId()}
     */
    record Apply(String planId) implements RunRequest {

        @Override
        public String word() {
            return "Apply";
        }

        @Override
        public List<String> arguments() {
            return List.of("apply", planId);
        }
    }
}
