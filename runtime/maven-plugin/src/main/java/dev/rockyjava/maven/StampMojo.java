package dev.rockyjava.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;

/**
 * Makes Maven compile again when, and only when, the snapshot or its configuration has changed. Writes a class with their
 * digest among the generated sources, for <code>src/main</code> and <code>src/test</code> if they exist: the compiler plugin compares
 * sources only.
 */
@Mojo(name = "stamp", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class StampMojo extends ProjectMojo {

    private final BuildContext context;

    /** More files whose change makes Maven compile again, such as a second <code>defs.yaml</code> and its snapshot. */
    @Parameter
    private List<File> inputs = List.of();

    @Parameter(defaultValue = "${project.build.directory}/generated-sources/rocky-stamp", required = true, readonly = true)
    @SuppressWarnings("NullAway.Init")
    private File sources;

    @Parameter(defaultValue = "${project.build.directory}/generated-test-sources/rocky-stamp", required = true, readonly = true)
    @SuppressWarnings("NullAway.Init")
    private File testSources;

    /** @param context the IDE or the build that the goal runs in */
    @Inject
    public StampMojo(BuildContext context) {
        this.context = context;
    }

    @Override
    void run() throws IOException, MojoFailureException {
        boolean main = exists(project().getCompileSourceRoots());
        boolean test = exists(project().getTestCompileSourceRoots());
        if (!main && !test) { // such as a parent's pom
            getLog().debug("there are no sources");
            return;
        }
        ProjectFiles files = files();
        if (!Files.isRegularFile(files.snapshot())) {
            getLog().warn("there is no snapshot " + files.snapshot() + " yet; write one by: mvn rocky:refresh");
        }
        List<Path> stamped = new ArrayList<>();
        files.defsPath().ifPresent(stamped::add);
        stamped.add(files.snapshot());
        inputs.forEach(input -> stamped.add(input.toPath()));
        if (main) {
            write("SnapshotStamp", stamped, sources);
            project().addCompileSourceRoot(sources.getPath());
        }
        if (test) {
            write("TestSnapshotStamp", stamped, testSources);
            project().addTestCompileSourceRoot(testSources.getPath());
        }
    }

    private static boolean exists(List<String> roots) {
        return roots.stream().map(Path::of).anyMatch(Files::isDirectory);
    }

    private void write(String type, List<Path> files, File root) throws IOException {
        Stamp stamp = Stamp.of(project().getGroupId() + "_" + project().getArtifactId(), type, files);
        boolean asBefore = context.isIncremental() && files.stream().noneMatch(file -> context.hasDelta(file.toFile()));
        if (!(asBefore && Files.exists(stamp.in(root.toPath()))) && stamp.writeTo(root.toPath())) {
            context.refresh(stamp.in(root.toPath()).toFile());
        }
    }
}
