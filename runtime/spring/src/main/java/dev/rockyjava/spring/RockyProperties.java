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
 * @param definitions Generated class that has the application's assets, such as com.acme.WarehouseDefinitions. Without it, they
 *     are read from the snapshot when the application starts.
 * @param defs File that says where the Rocky project is, relative to rocky.project; with "#KEY" for one of several components.
 *     Not used with a generated class, which has its own.
 * @param project Folder that the paths of defs.yaml are relative to. By default the working directory, or with a generated
 *     class the project that its class files are in.
 * @param engine What executes the project.
 * @param engineGracePeriod How long an engine that was asked to end may take before it is killed. By default ten seconds, or
 *     two less than spring.lifecycle.timeout-per-shutdown-phase if that is shorter.
 * @param journal Folder of the runs' journals, relative to the project's folder if it isn't absolute.
 * @param keepRuns Number of runs whose journals are kept.
 * @param parallelism Maximum number of assets that a run builds concurrently.
 * @param refresh When the snapshot is refreshed.
 * @param runs Runs at a schedule.
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
     * @param every Time from the end of one refresh to the start of the next. Without it, there are none.
     */
    public record Refresh(@Nullable Duration every) {}

    /**
     * A run at a schedule.
     *
     * @param select Selection of assets, in the syntax of the command line.
     * @param cron When the run begins, as a cron expression of Spring with six fields; "-" for never.
     * @param zone Time zone of the cron expression.
     * @param execute Kinds of nodes that are executed instead of being placeholders, such as seed and test.
     * @param waitForOtherRuns How long to wait while another program runs the project. By default the run is skipped.
     * @param parallelism Maximum number of assets built concurrently. By default rocky.parallelism.
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
