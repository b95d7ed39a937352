package dev.rockyjava.spring;

import dev.rockyjava.asset.NodeKind;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * The properties {@code rocky.*}.
 *
 * @param definitions name of the generated class that has the application's assets, such as
 *     com.acme.WarehouseDefinitions; without it, the snapshot is read when the application starts
 * @param defs defs.yaml of the Rocky project, relative to its folder; with "#KEY" for one of several components. Not used
 *     with a generated class, which knows its own
 * @param project folder that paths in defs.yaml are relative to; by default the working directory, or with a generated class
 *     the project that its class files are in
 * @param engine what executes the project
 * @param engineGracePeriod how long an engine that was asked to end may take before it is killed; by default ten seconds, or
 *     two less than spring.lifecycle.timeout-per-shutdown-phase if that is shorter
 * @param journal folder of the runs' journals, relative to the project's folder if it isn't absolute
 * @param keepRuns number of runs whose journals are kept
 * @param parallelism maximum number of assets that a run builds concurrently
 * @param refresh when the snapshot is refreshed
 * @param runs runs at a schedule
 */
@ConfigurationProperties("rocky")
public record RockyProperties(
        @Nullable String definitions,
        @DefaultValue("defs.yaml") String defs,
        @DefaultValue("") String project,
        @DefaultValue("cli") EngineKind engine,
        @Nullable Duration engineGracePeriod,
        @DefaultValue(".rocky-java/runs") String journal,
        @DefaultValue("100") int keepRuns,
        @DefaultValue("1") int parallelism,
        @DefaultValue Refresh refresh,
        @DefaultValue List<ScheduledRun> runs) {

    public RockyProperties {
        definitions = definitions == null || definitions.isBlank() ? null : definitions;
        runs = List.copyOf(runs);
    }

    /** What executes the project. */
    public enum EngineKind {
        /** The rocky binary. */
        CLI,
        /** DuckDB inside the JVM, which needs the dependency rocky-embedded. */
        EMBEDDED
    }

    /**
     * Refreshes of the snapshot.
     *
     * @param every time from the end of one refresh to the start of the next; without it, there are none
     */
    public record Refresh(@Nullable Duration every) {}

    /**
     * A run at a schedule.
     *
     * @param select selection of assets, as on the command line
     * @param cron when the run begins, as a cron expression of Spring with six fields; "-" for never
     * @param zone time zone of the cron expression
     * @param execute kinds of nodes that are executed instead of being placeholders, such as seed and test
     * @param waitForOtherRuns how long to wait while another program runs the project; by default the run is skipped
     * @param parallelism maximum number of assets built concurrently; by default rocky.parallelism
     */
    public record ScheduledRun(
            @DefaultValue("stale") String select,
            String cron,
            @DefaultValue("UTC") ZoneId zone,
            @DefaultValue List<NodeKind> execute,
            @DefaultValue("0s") Duration waitForOtherRuns,
            @Nullable Integer parallelism) {

        static final String NEVER = "-";

        @SuppressWarnings("ConstantValue") // what isn't written is null here, although it must not be
        public ScheduledRun {
            if (cron == null) {
                throw new IllegalArgumentException("a run needs 'cron', such as cron=0 15 2 * * * for 02:15 every night");
            }
            if (!cron.equals(NEVER)) {
                CronExpression.parse(cron);
            }
            execute = List.copyOf(execute);
        }
    }
}
