package dev.rockyjava.openlineage;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.toml.ProjectToml;
import dev.rockyjava.internal.toml.TomlText;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.snapshot.SnapshotException;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a run does to a lineage catalog, as events of OpenLineage. Each asset that the engine works on is a run of a job
 * of its own, with the tables that it reads and writes; their parent is the run of rocky-java. Ids of runs are derived, so that
 * a resumed run continues those of the first one.
 *
 * <p>A catalog that is down, slow or refuses an event doesn't fail or delay the run: events wait in a bounded queue for a
 * thread of their own, and the end of a run waits for it up to a limit. If events are lost, there is one warning. Secrets of the
 * project are masked.
 *
 * <p>For one run at a time; may be used for several in turn.
 */
public final class OpenLineageListener implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLineageListener.class);
    private static final URI PRODUCER = URI.create("https://github.com/rocky-java/rocky-java/tree/main/runtime/openlineage");

    private final Settings settings;
    private @Nullable RunLineage run;

    private record Settings(
            RockyComponent component,
            RockyProject rockyProject,
            Definitions definitions,
            RockyEngine engine,
            DatasetNames names,
            String namespace,
            String project,
            Supplier<OpenLineageClient> open,
            boolean close,
            Optional<RunName> parent,
            Optional<RunName> root,
            Masked masked,
            Duration endWithin,
            Consumer<String> warnings) {}

    private OpenLineageListener(Settings settings) {
        this.settings = settings;
    }

    /**
     * Returns a builder.
     *
     * @param component the project, whose {@code rocky.toml} says which warehouse its tables are in
     * @param definitions the definitions that are run
     * @param engine the engine that is used, for its name and version; remains the caller's
     */
    public static Builder of(RockyComponent component, Definitions definitions, RockyEngine engine) {
        return new Builder(component, definitions, engine);
    }

    /** Returns the version of this library. */
    static String version() {
        return Optional.ofNullable(OpenLineageListener.class.getPackage().getImplementationVersion()).orElse("unknown");
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunStarted begins) {
            RunLineage unfinished = run;
            if (unfinished != null) { // a run that ended without a result
                unfinished.sender().finish(Duration.ZERO);
            }
            run = begin(begins);
        }
        RunLineage current = run;
        if (current != null) {
            current.on(event);
            if (event instanceof RunEvent.RunFinished) {
                run = null;
                current.sender().finish(settings.endWithin);
            }
        }
    }

    private @Nullable RunLineage begin(RunEvent.RunStarted begins) {
        try {
            return begun(begins);
        } catch (RuntimeException e) {
            settings.warnings.accept("no OpenLineage events of the run are sent: " + settings.masked.text(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private RunLineage begun(RunEvent.RunStarted begins) {
        OpenLineage events = new OpenLineage(PRODUCER);
        AssetJobs jobs = new AssetJobs(
                events,
                settings.namespace,
                settings.project,
                settings.names,
                new ModelTexts(settings.rockyProject),
                SourceRepository.of(settings.component.projectDirectory()),
                settings.masked);
        return new RunLineage(
                events,
                settings.definitions,
                jobs,
                new AssetDatasets(events, settings.definitions, settings.names, columnTypes(), settings.masked),
                settings.masked,
                engine(),
                new EventSender(settings.open, settings.close, settings.masked::text, settings.warnings),
                begins,
                settings.parent,
                settings.root);
    }

    /** Of definitions that were compiled in, the snapshot need not be there, or be this one: then columns have no types. */
    private Map<String, Map<String, String>> columnTypes() {
        Path snapshot = settings.component.snapshotPath();
        try {
            return Files.isRegularFile(snapshot) ? SnapshotReader.read(snapshot).ours().columns() : Map.of();
        } catch (SnapshotException e) {
            return Map.of();
        }
    }

    private Optional<EngineInfo> engine() {
        try {
            return Optional.of(settings.engine.info());
        } catch (RuntimeException e) {
            return Optional.empty(); // then the run says why
        }
    }

    /** Builds a listener. Not thread-safe. */
    public static final class Builder {

        private final RockyComponent component;
        private final Definitions definitions;
        private final RockyEngine engine;
        private Map<String, String> environment = System.getenv();
        private Duration endWithin = Duration.ofSeconds(8);
        private Consumer<String> warnings = LOG::warn;
        private @Nullable OpenLineageClient client;
        private @Nullable String namespace;
        private @Nullable String job;

        private Builder(RockyComponent component, Definitions definitions, RockyEngine engine) {
            this.component = component;
            this.definitions = definitions;
            this.engine = engine;
        }

        /**
         * Sets the client that sends the events; remains the caller's. By default each run has its own, with the client's own
         * configuration: {@code openlineage.yml} in the current folder or where OPENLINEAGE_CONFIG says, else the variables
         * OPENLINEAGE__TRANSPORT__TYPE and so on, else OPENLINEAGE_URL, OPENLINEAGE_ENDPOINT and OPENLINEAGE_API_KEY.
         */
        public Builder client(OpenLineageClient client) {
            this.client = client;
            return this;
        }

        /**
         * Sets the namespace of jobs. By default that of the client's configuration, then OPENLINEAGE_NAMESPACE, then
         * {@code rocky}.
         */
        public Builder namespace(String namespace) {
            this.namespace = namespace;
            return this;
        }

        /**
         * Sets the name of the job that a run is, with which the names of its assets' jobs begin. By default that of the
         * client's configuration, then the name of the project's folder.
         */
        public Builder job(String job) {
            this.job = job;
            return this;
        }

        /**
         * Sets how long the end of a run waits for events that haven't been sent; 8 seconds by default. More than ten has no
         * effect, see {@link RunListener#onEvent}.
         */
        public Builder endWithin(Duration endWithin) {
            this.endWithin = endWithin;
            return this;
        }

        /** Sets what receives warnings; they are logged by default. */
        public Builder warnings(Consumer<String> warnings) {
            this.warnings = warnings;
            return this;
        }

        Builder environment(Map<String, String> environment) {
            this.environment = environment;
            return this;
        }

        /**
         * Returns a listener. The run that started this program is taken from OPENLINEAGE_PARENT_ID and
         * OPENLINEAGE_ROOT_PARENT_ID, each {@code namespace/job/id}; an invalid one is a warning.
         *
         * @throws ProjectException if {@code rocky.toml} can't be read, or no client is given and none is configured
         */
        public OpenLineageListener build() {
            Path file = component.rockyToml();
            Function<String, Optional<String>> lookup = name -> Optional.ofNullable(environment.get(name));
            ProjectToml toml = ProjectToml.parse(file, TomlText.read(file), lookup);
            Function<String, Optional<String>> variables = name -> lookup.apply(name).filter(value -> !value.isBlank());
            OpenLineageClient given = client;
            Optional<ClientConfiguration> configured =
                    given == null ? Optional.of(ClientConfiguration.read(variables)) : Optional.empty();
            return new OpenLineageListener(new Settings(
                    component,
                    RockyProject.load(file, lookup),
                    definitions,
                    engine,
                    new DatasetNames(toml),
                    Optional.ofNullable(namespace)
                            .or(() -> configured.flatMap(ClientConfiguration::namespace))
                            .or(() -> variables.apply("OPENLINEAGE_NAMESPACE"))
                            .orElse("rocky"),
                    Optional.ofNullable(job).or(() -> configured.flatMap(ClientConfiguration::job)).orElseGet(this::folder),
                    given != null ? () -> given : configured.orElseThrow()::open,
                    given == null,
                    run("OPENLINEAGE_PARENT_ID", variables),
                    run("OPENLINEAGE_ROOT_PARENT_ID", variables),
                    new Masked(file, environment),
                    endWithin,
                    warnings));
        }

        private String folder() {
            Path name = component.projectDirectory().getFileName();
            return name == null ? "rocky" : name.toString();
        }

        private Optional<RunName> run(String variable, Function<String, Optional<String>> variables) {
            return variables.apply(variable).flatMap(text -> {
                Optional<RunName> parsed = RunName.parse(text);
                if (parsed.isEmpty()) {
                    warnings.accept(variable + " is ignored: it should be a job's namespace and name and a run's UUID, with slashes between");
                }
                return parsed;
            });
        }
    }
}
