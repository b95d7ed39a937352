package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.internal.refresh.ComponentPaths;
import dev.rockyjava.internal.refresh.ModelRoots;
import dev.rockyjava.run.ExecutionMode;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.history.CurrentCode;
import java.util.List;

/** Configures a materializer from a component's configuration. */
record ConfiguredRun(ComponentPaths paths) {

    Materializer of(Definitions definitions, RockyEngine engine) {
        ComponentConfig config = paths.config();
        Materializer materializer = Materializer.of(definitions, engine)
                .executionMode(config.executionMode().equals("plan")
                        ? ExecutionMode.PLAN_THEN_APPLY
                        : ExecutionMode.DIRECT)
                .timeout(config.timeout())
                .code(code());
        if (config.surfaceCompliance()) {
            materializer = materializer.surfaceCompliance(modelsFolders());
        }
        return config.surfaceRetentionStatus() ? materializer.surfaceRetentionStatus(modelsFolders()) : materializer;
    }

    CurrentCode code() {
        return CurrentCode.ofProject(paths.rockyToml(), paths.contracts());
    }

    /**
     * Returns the model folders that a snapshot is built from. dagster-rocky queries {@code models_dir} alone,
     * whatever the pipelines say.
     */
    private String[] modelsFolders() {
        RockyProject project = RockyProject.load(paths.rockyToml());
        List<String> roots = ModelRoots.of(project, paths.models());
        return (roots.isEmpty() ? List.of(ModelRoots.seenFrom(project, paths.models())) : roots).toArray(String[]::new);
    }
}
