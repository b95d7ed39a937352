package dev.rockyjava.maven;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.error.RockyException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** A goal for a Rocky project. */
abstract class ProjectMojo extends AbstractMojo {

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    /** Whether to do nothing. */
    @Parameter(property = "rocky.skip", defaultValue = "false")
    private boolean skip;

    /**
     * The folder that relative paths are resolved against. Default: that of the processor's option
     * <code>-Arocky.projectDir</code> in the compiler's <code>compilerArgs</code>, otherwise the module's folder.
     */
    @Parameter(property = "rocky.projectDir")
    private @Nullable File projectDir;

    /**
     * The <code>defs.yaml</code>; with <code>#KEY</code> one component of a file that has several. Default: <code>defs.yaml</code>, or
     * <code>rocky/defs.yaml</code>, whichever exists.
     */
    @Parameter(property = "rocky.defs")
    private @Nullable String defs;

    /**
     * The snapshot. Default: that of the processor's option <code>-Arocky.snapshot</code> in the compiler's
     * <code>compilerArgs</code>, otherwise the one that <code>defs.yaml</code> names.
     */
    @Parameter(property = "rocky.snapshot")
    private @Nullable String snapshot;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        try {
            run();
        } catch (RockyException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()), e);
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException(String.valueOf(e.getMessage()), e);
        }
    }

    abstract void run() throws IOException, MojoFailureException;

    final MavenProject project() {
        return project;
    }

    final RockyComponent component() throws MojoFailureException {
        return files().component(getLog()::warn);
    }

    final ProjectFiles files() throws MojoFailureException {
        ProcessorOptions options = ProcessorOptions.of(project);
        Path module = project.getBasedir().toPath();
        Path folder = Optional.ofNullable(projectDir)
                .map(File::toPath)
                .or(() -> options.projectDirectory().map(module::resolve))
                .orElse(module)
                .normalize();
        return ProjectFiles.find(
                folder, Optional.ofNullable(defs), Optional.ofNullable(snapshot).or(options::snapshot));
    }
}
