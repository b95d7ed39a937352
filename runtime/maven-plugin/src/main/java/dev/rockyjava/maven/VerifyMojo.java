package dev.rockyjava.maven;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.refresh.RefreshResult;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Fails if the snapshot isn't what the project would give. By default it compares digests of the project's files with those
 * in the snapshot, which needs no engine and no network.
 */
@Mojo(name = "verify", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class VerifyMojo extends ProjectMojo {

    private static final int MOST_LISTED = 20;

    /**
     * Whether to ask the engine instead, as <code>rocky-java refresh --check</code> does. It needs the binary and the databases of
     * the project, and sees also what changed there.
     */
    @Parameter(property = "rocky.verify.engine", defaultValue = "false")
    private boolean engine;

    @Override
    void run() throws MojoFailureException {
        RockyComponent component = component();
        if (engine) {
            byEngine(component);
        } else {
            byDigests(component);
        }
    }

    private void byEngine(RockyComponent component) throws MojoFailureException {
        try (RockyEngine asked = component.engine()) {
            RefreshResult result = component.previewRefresh(asked);
            if (result.differs()) {
                throw new MojoFailureException(result.text() + "Refresh it by: mvn rocky:refresh");
            }
        }
    }

    private void byDigests(RockyComponent component) throws MojoFailureException {
        Optional<SortedSet<String>> edited = component.editedSinceSnapshot();
        if (edited.isEmpty()) {
            throw new MojoFailureException("the snapshot " + component.snapshotPath() + " has no digests of the project's files, as"
                    + " if dagster-rocky wrote it; refresh it by: mvn rocky:refresh, or compare by the engine:"
                    + " -Drocky.verify.engine=true");
        }
        if (!edited.get().isEmpty()) {
            throw new MojoFailureException("the snapshot " + component.snapshotPath() + " is older than " + listed(edited.get())
                    + "; refresh it by: mvn rocky:refresh");
        }
    }

    // Names come from files.
    private static String listed(SortedSet<String> edited) {
        String names = edited.stream()
                .limit(MOST_LISTED)
                .map(name -> name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
        return edited.size() <= MOST_LISTED ? names : names + " and " + (edited.size() - MOST_LISTED) + " more";
    }
}
