package dev.rockyjava.maven;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.refresh.WriteEvent;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/** Queries the engine, writes the snapshot, and prints what changed. The snapshot is never replaced by an unusable one. */
@Mojo(name = "refresh", threadSafe = true)
public final class RefreshMojo extends ProjectMojo {

    @Override
    void run() throws MojoFailureException {
        RockyComponent component = component().withWriteListener(this::print);
        component.refresh().text().lines().forEach(getLog()::info);
    }

    private void print(WriteEvent event) {
        if (!(event instanceof WriteEvent.Lineage lineage) || lineage.isMilestone()) {
            event.message().lines().forEach(getLog()::info);
        }
    }
}
