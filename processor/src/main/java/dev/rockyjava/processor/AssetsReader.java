package dev.rockyjava.processor;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.error.IncompatibleLibraryException;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.definitions.StrictBuild;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.read.SnapshotSalvage;
import dev.rockyjava.internal.sql.NewerFiles;
import dev.rockyjava.processor.select.LineageColumns;
import dev.rockyjava.processor.snapshot.SnapshotFinder;
import dev.rockyjava.processor.snapshot.SnapshotFinder.FoundSnapshot;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationValue;

/** Reads the assets of one component from its configuration and its snapshot. */
final class AssetsReader {

    private final ProcessingEnvironment environment;
    private final Component component;
    private final Reporter reporter;
    private final Options options;
    private final SnapshotFinder finder;
    private final Configurations configurations;
    private final boolean wantsColumns;

    /**
     * Creates a reader.
     *
     * @param wantsColumns whether any column may get a constant
     */
    AssetsReader(ProcessingEnvironment environment, Component component, Reporter reporter, boolean wantsColumns) {
        this.environment = environment;
        this.component = component;
        this.reporter = reporter;
        this.options = Options.of(environment.getOptions());
        this.finder = new SnapshotFinder(environment, component.element(), options.projectDirectory());
        this.configurations = new Configurations(component, finder, reporter, environment.getMessager());
        this.wantsColumns = wantsColumns;
    }

    /** Reads the assets and reports what is wrong. After an error the result holds as many names as could be read. */
    CompiledAssets read() {
        try {
            return assets();
        } catch (IncompatibleLibraryException e) {
            reporter.report(
                    ProblemId.INCOMPATIBLE_LIBRARY, component.snapshotName(), String.valueOf(e.getMessage()), null);
            return CompiledAssets.namesOnly(component.snapshotName(), Definitions.empty());
        }
    }

    private CompiledAssets assets() {
        if (!component.configurationKnown()) {
            return CompiledAssets.namesOnly(component.snapshotName(), Definitions.empty());
        }
        return configurations
                .read(AttributeValues.forCompiling(AssetsReader::variable))
                .map(config -> snapshot(config)
                        .map(found -> read(found, config))
                        .orElseGet(() -> CompiledAssets.namesOnly(component.snapshotName(), Definitions.empty())))
                .orElseGet(this::withoutConfiguration);
    }

    private CompiledAssets read(FoundSnapshot found, ComponentConfig config) {
        List<Problem> unusable = new ArrayList<>();
        RockyTranslator translator = translator(config, unusable);
        BuildOptions build = BuildOptions.of(config);
        Optional<Snapshot> whole = Optional.empty();
        try (InputStream in = found.open()) {
            Snapshot snapshot = SnapshotReader.read(in, found.name());
            whole = Optional.of(snapshot);
            StrictBuild.check(snapshot, config);
            if (component.complete() && unusable.isEmpty()) {
                CompletableFuture<Optional<Problem>> older = olderThanFiles(snapshot, config, found);
                DefinitionsBuilder.Result result = DefinitionsBuilder.build(snapshot, translator, build);
                List<Problem> warnings = new ArrayList<>(result.warnings());
                older.join().ifPresent(warnings::add);
                reporter.reportEach(warnings, found.name(), this::place);
                return new CompiledAssets(
                        found.name(), found.inProject(), result.definitions(), snapshot.places(), columns(snapshot), true);
            }
        } catch (SnapshotException e) {
            reporter.reportEach(e.problems(), found.name(), this::place);
        } catch (ConfigException e) {
            reporter.report(
                    ProblemId.WRONG_CONFIGURATION,
                    config.place(Attribute.CONFIG_PATH).orElse("@RockyAssets"),
                    String.valueOf(e.getMessage()),
                    component.settings().value(Attribute.CONFIG_PATH));
        } catch (IOException e) {
            reporter.report(
                    ProblemId.SNAPSHOT_UNREADABLE,
                    found.name(),
                    "the file can't be read: " + e.getMessage(),
                    component.snapshotValue());
        }
        return whole.map(snapshot -> new CompiledAssets(
                        found.name(),
                        found.inProject(),
                        DefinitionsBuilder.namesOnly(snapshot, translator, build),
                        Map.of(),
                        columns(snapshot),
                        false))
                .orElseGet(() -> CompiledAssets.namesOnly(found.name(), salvage(found, translator)));
    }

    /** A refresh was forgotten: what is compiled is not what the engine would build. */
    private CompletableFuture<Optional<Problem>> olderThanFiles(
            Snapshot snapshot, ComponentConfig config, FoundSnapshot found) {
        if (!reporter.shows(ProblemId.OLDER_THAN_FILES)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<Path> folders = new ArrayList<>();
        finder.projectFolder()
                .map(project -> RockyComponent.of(config, project).rockyToml().getParent())
                .ifPresent(folders::add);
        found.folder().ifPresent(folders::add);
        Map<String, String> code = snapshot.contents().code();
        // Beside the build of the definitions: files are waited for, and a second core is mostly idle in a compile.
        return CompletableFuture.supplyAsync(() -> NewerFiles.sentence(NewerFiles.of(code, folders))
                .map(sentence -> Problem.of(ProblemId.OLDER_THAN_FILES, sentence, null)));
    }

    private LineageColumns columns(Snapshot snapshot) {
        return wantsColumns ? LineageColumns.of(snapshot) : LineageColumns.none();
    }

    private RockyTranslator translator(ComponentConfig config, List<Problem> unusable) {
        return new CompileTimeTranslator(environment, (attribute, problem) -> {
                    String file = config.place(attribute).orElse("@RockyAssets");
                    reporter.report(List.of(problem), file, component.settings().value(attribute));
                    unusable.add(problem);
                })
                .of(config);
    }

    /** Returns the annotation member to blame for a problem of the snapshot or of its translation. */
    private Optional<AnnotationValue> place(Problem problem) {
        return Optional.ofNullable(problem.id() == ProblemId.WRONG_TRANSLATION
                ? component.settings().value(Attribute.TRANSLATION)
                : component.snapshotValue());
    }

    private static Definitions salvage(FoundSnapshot found, RockyTranslator translator) {
        try (InputStream in = found.open()) {
            return SnapshotSalvage.names(in, translator);
        } catch (IOException e) {
            return Definitions.empty();
        }
    }

    /**
     * Reads the names in the snapshot although the configuration is invalid, so that the compiler can resolve them.
     */
    private CompiledAssets withoutConfiguration() {
        Definitions names = options.snapshot()
                .or(component::snapshot)
                .flatMap(path -> finder.find(path).found())
                .map(found -> salvage(found, new RockyTranslator()))
                .orElseGet(Definitions::empty);
        return CompiledAssets.namesOnly(component.snapshotName(), names);
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private Optional<FoundSnapshot> snapshot(ComponentConfig config) {
        String path;
        try {
            path = options.snapshot()
                    .or(component::snapshot)
                    .orElseGet(() -> RockyComponent.snapshotPath(config, Path.of("")).toString());
        } catch (ConfigException e) {
            reporter.report(
                    ProblemId.WRONG_CONFIGURATION,
                    component.snapshotName(),
                    String.valueOf(e.getMessage()),
                    component.settings().defsValue());
            return Optional.empty();
        }
        SnapshotFinder.Search search = finder.find(path);
        if (search.found().isPresent()) {
            return search.found();
        }
        if (options.discoverOnMissingState() && config.discoverOnMissingState()) {
            return discover(path);
        }
        reporter.report(ProblemId.SNAPSHOT_NOT_FOUND, path, notFound(search.tried()), component.snapshotValue());
        return Optional.empty();
    }

    /** Asks the engine for the snapshot. The user has allowed that twice, by the attribute and by the option. */
    private Optional<FoundSnapshot> discover(String path) {
        // Writing a snapshot also needs the attributes that have no effect on generated code.
        Optional<ComponentConfig> config = configurations.read(AttributeValues.forRunning(AssetsReader::variable));
        if (config.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path project = finder.projectFolder().orElseThrow(() -> ConfigException.of(
                    "the project's folder isn't known", "name it with -A" + Options.PROJECT_DIRECTORY));
            RockyComponent toWrite = RockyComponent.of(config.get(), project);
            Optional<String> not = toWrite.reasonNotToDiscover();
            if (not.isPresent()) {
                throw new ConfigException(not.get());
            }
            toWrite.writeStateToPath(project.resolve(path));
            return finder.find(path).found();
        } catch (RuntimeException e) {
            reporter.report(
                    ProblemId.SNAPSHOT_NOT_DISCOVERED,
                    path,
                    "there is no snapshot, and it can't be written now: " + e.getMessage(),
                    component.snapshotValue());
            return Optional.empty();
        }
    }

    private String notFound(List<String> tried) {
        String missing = "there is no such snapshot. Looked:\n  - " + String.join("\n  - ", tried)
                + "\nWrite it with `rocky-java refresh` in the project's folder, or in Java with component.refresh(), and"
                + " commit it.";
        return options.projectDirectory().isPresent()
                ? missing
                : missing + " If it is there, tell the build where the project is.\n"
                        + "Maven, in the configuration of maven-compiler-plugin:\n"
                        + "  <compilerArgs><arg>-A" + Options.PROJECT_DIRECTORY
                        + "=${project.basedir}</arg></compilerArgs>\n"
                        + "Gradle:\n"
                        + "  tasks.withType(JavaCompile).configureEach { options.compilerArgs.add(\"-A"
                        + Options.PROJECT_DIRECTORY + "=$projectDir\") }";
    }
}
