package dev.rockyjava.cli;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/** The options that name what else is to know of a run while it goes on. */
final class FollowerOptions {

    private static final String OPENLINEAGE = "openlineage";

    @Option(
            names = "--" + OPENLINEAGE,
            description = """
                    Send the run to a lineage catalog, as events of OpenLineage; needs the artifact rocky-openlineage. The \
                    catalog comes from openlineage.yml or OPENLINEAGE_URL.""")
    private boolean openLineage;

    /** @throws UsageException if this program doesn't have what an option needs */
    Materializer apply(Materializer materializer, Session session, Definitions definitions, RockyEngine engine) {
        return openLineage
                ? materializer.listener(follower(OPENLINEAGE, "dev.rockyjava:rocky-openlineage").listener(
                        session.workspace().component(), definitions, engine, session.terminal()::warn))
                : materializer;
    }

    private static RunFollower follower(String option, String artifact) {
        return ServiceLoader.load(RunFollower.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(follower -> follower.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--" + option + " needs an artifact that this program doesn't have", "add " + artifact + " to its class path"));
    }
}
