package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineException;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.toml.PipelineTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks through a whole project for what this engine would refuse when it is asked for it. Opens no database. */
final class ProjectCheck {

    private final EmbeddedProject project;
    private final Set<String> problems = new LinkedHashSet<>();

    ProjectCheck(EmbeddedProject project) {
        this.project = project;
    }

    /** Returns the problems, each as a message with its place. Quality and snapshot pipelines are none until they run. */
    List<String> problems() {
        for (PipelineTable pipeline : project.toml().pipelines()) {
            switch (pipeline.type()) {
                case "replication" -> check(() -> ReplicationPlan.of(project, pipeline));
                case "load" -> check(() -> LoadRun.check(project, pipeline));
                case "transformation" -> models(pipeline);
                default -> {
                    // not built by this engine, and graph-only unless the run says otherwise
                }
            }
        }
        Path seeds = project.directory().resolve(SeedRun.DIRECTORY);
        if (Files.isDirectory(seeds)) {
            check(() -> SeedFile.in(seeds, project).forEach(seed -> check(seed::refuseWhatIsNotDone)));
        }
        return List.copyOf(problems);
    }

    private void models(PipelineTable pipeline) {
        check(() -> ModelRun.check(project, pipeline));
        check(() -> project.targetDatabase(pipeline));
        List<ModelFile> models = new ArrayList<>();
        check(() -> models.addAll(ModelRoot.of(project, pipeline).load()));
        for (ModelFile model : models) {
            check(() -> {
                ModelSpec spec = ModelSpec.of(model, project);
                spec.refuseUnknownMembers();
                spec.refuseWhatIsNotDone();
            });
            check(() -> TestRun.check(model));
        }
    }

    private void check(Runnable look) {
        try {
            look.run();
        } catch (EngineException | ProjectException | WorkFailure e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }
}
