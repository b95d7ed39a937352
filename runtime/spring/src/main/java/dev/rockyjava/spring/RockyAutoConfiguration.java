package dev.rockyjava.spring;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.DefsFile;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.spring.RockyProperties.EngineKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Beans for the Rocky project that the properties {@code rocky.*} name. An application's own bean of a type replaces it. */
@AutoConfiguration
@EnableConfigurationProperties(RockyProperties.class)
public class RockyAutoConfiguration implements BeanClassLoaderAware {

    /** Boot's own default of {@link #SHUTDOWN_LIMIT}. */
    private static final Duration DEFAULT_SHUTDOWN_LIMIT = Duration.ofSeconds(30);

    private static final String SHUTDOWN_LIMIT = "spring.lifecycle.timeout-per-shutdown-phase";

    /** The name of the bean made here, as opposed to one of the application. */
    private static final String DEFINITIONS = "rockyDefinitions";

    private static final Duration LONGEST_GRACE = Duration.ofSeconds(10);

    /** What a run needs after its engine has ended, to write its journal and to notify its listeners. */
    private static final Duration AFTER_THE_ENGINE = Duration.ofSeconds(2);

    private ClassLoader loader = Objects.requireNonNull(ClassUtils.getDefaultClassLoader());

    @Override
    public void setBeanClassLoader(ClassLoader loader) {
        this.loader = loader;
    }

    @Bean
    @ConditionalOnMissingBean
    RockyComponent rockyComponent(RockyProperties properties) {
        if (properties.definitions() != null) {
            return new GeneratedProject(properties.definitions(), loader).component(properties.project());
        }
        DefsFile defs = DefsFile.parse(properties.defs());
        Path project = Path.of(properties.project()).toAbsolutePath().normalize();
        Path file = project.resolve(defs.path());
        if (!Files.isRegularFile(file)) {
            throw new StartException(
                    "There is no " + file + ", which says where the Rocky project is.",
                    "Set rocky.project to the folder that has " + defs.path() + ", or rocky.defs to the file. If the application"
                            + " has a generated class, set rocky.definitions to its name, such as com.acme.WarehouseDefinitions.",
                    null);
        }
        return RockyComponent.fromYaml(file, project, defs.key());
    }

    @Bean(DEFINITIONS)
    @ConditionalOnMissingBean
    Definitions rockyDefinitions(RockyProperties properties, RockyComponent component) {
        if (properties.definitions() != null) {
            return new GeneratedProject(properties.definitions(), loader).definitions();
        }
        if (!component.fetchSnapshot() && component.reasonNotToDiscover().isPresent()) {
            throw new StartException(
                    "There is no snapshot " + component.snapshotPath() + ", which has the assets of the Rocky project.",
                    "Write it with 'rocky-java refresh', or see that it is in the image; discover_on_missing_state: true in"
                            + " defs.yaml writes it when the application starts, which needs the engine.",
                    null);
        }
        return component.buildDefs();
    }

    @Bean
    @ConditionalOnMissingBean
    RockyEngine rockyEngine(RockyProperties properties, RockyComponent component, Environment environment) {
        if (properties.engine() == EngineKind.EMBEDDED) {
            if (!ClassUtils.isPresent("dev.rockyjava.engine.embedded.EmbeddedEngine", loader)) {
                throw new StartException(
                        "rocky.engine is 'embedded', but the embedded engine isn't on the class path.",
                        "Add the dependency dev.rockyjava:rocky-embedded, or remove the property to use the rocky binary.",
                        null);
            }
            if (properties.refresh().every() != null) {
                throw new StartException(
                        "rocky.refresh.every is set, but the embedded engine can't answer what a refresh asks.",
                        "Remove rocky.refresh.every, or set rocky.engine to 'cli'.",
                        null);
            }
            return EmbeddedEngines.open(component);
        }
        Duration limit = environment.getProperty(SHUTDOWN_LIMIT, Duration.class, DEFAULT_SHUTDOWN_LIMIT);
        Duration grace = properties.engineGracePeriod() == null ? grace(limit) : properties.engineGracePeriod();
        return component.engineBuilder().gracePeriod(grace).build();
    }

    private static Duration grace(Duration limit) {
        Duration left = limit.minus(AFTER_THE_ENGINE);
        Duration shorter = left.compareTo(LONGEST_GRACE) < 0 ? left : LONGEST_GRACE;
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    @Bean
    @ConditionalOnMissingBean
    Materializer rockyMaterializer(
            RockyProperties properties, RockyComponent component, Definitions definitions, RockyEngine engine) {
        return component.materializer(definitions, engine)
                .journal(journal(properties, component))
                .keepRuns(properties.keepRuns())
                .parallelism(properties.parallelism());
    }

    private static Path journal(RockyProperties properties, RockyComponent component) {
        return component.projectDirectory().resolve(properties.journal()).normalize();
    }

    /** Gives each bean of the type Materializer, also an application's own, the application's listeners, its end and its traces. */
    @Bean
    static MaterializerPostProcessor rockyMaterializerPostProcessor(
            ObjectProvider<RunsInProgress> runs,
            ObjectProvider<RunListener> listeners,
            ObjectProvider<MaterializerCustomizer> customizers) {
        return new MaterializerPostProcessor(runs, listeners, customizers);
    }

    @Bean
    RunsInProgress rockyRunsInProgress() {
        return new RunsInProgress();
    }

    @Bean
    CurrentDefinitions rockyCurrentDefinitions(
            RockyProperties properties, Definitions definitions, ApplicationContext context) {
        return new CurrentDefinitions(definitions, properties.definitions() == null && context.containsBean(DEFINITIONS));
    }

    @Bean
    ProjectState rockyProjectState(
            RockyProperties properties, RockyComponent component, CurrentDefinitions definitions, RunsInProgress runs) {
        return new ProjectState(component, definitions, journal(properties, component), runs);
    }

    @Bean
    RunSchedule rockyRunSchedule(
            RockyProperties properties, RockyComponent component, CurrentDefinitions definitions, Materializer materializer) {
        return new RunSchedule(properties, definitions, materializer, journal(properties, component));
    }

    @Bean
    RockyLifecycle rockyLifecycle(
            RockyProperties properties,
            RockyComponent component,
            RockyEngine engine,
            CurrentDefinitions definitions,
            RunsInProgress runs,
            RunSchedule schedule,
            ApplicationContext context) {
        return new RockyLifecycle(
                context, runs, schedule, new SnapshotRefreshes(component, engine, definitions, properties.refresh().every()));
    }
}
