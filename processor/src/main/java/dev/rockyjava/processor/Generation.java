package dev.rockyjava.processor;

import com.palantir.javapoet.ClassName;
import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.definitions.StrictBuild;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.read.SnapshotSalvage;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.processor.names.Identifiers;
import dev.rockyjava.processor.names.Nameable;
import dev.rockyjava.processor.names.Namespace;
import dev.rockyjava.processor.names.NamespaceTree;
import dev.rockyjava.processor.select.Choice;
import dev.rockyjava.processor.select.LineageColumns;
import dev.rockyjava.processor.snapshot.SnapshotFinder;
import dev.rockyjava.processor.write.AssetsWriter;
import dev.rockyjava.processor.write.DefinitionsClassWriter;
import dev.rockyjava.processor.write.Output;
import dev.rockyjava.processor.write.SourceFile;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.NestingKind;
import org.jspecify.annotations.Nullable;

/**
 * One component: find the snapshot, read it, name the assets, write the files.
 *
 * <p>Whatever is wrong, the two classes are written, if need be without an asset: the compiler then shows the one real
 * error and not a hundred missing symbols behind it.
 */
final class Generation {

    private final ProcessingEnvironment environment;
    private final Component component;
    private final Reporter reporter;
    private final Map<String, String> generated;
    private final String packageName;
    private final Choice choice;
    private String snapshotName;
    private LineageColumns columns = LineageColumns.none();
    private Map<String, Location> places = Map.of();
    /** Whether an error was shown already, by us or by the compiler; what follows from it is not worth another. */
    private boolean failed;

    Generation(
            ProcessingEnvironment environment,
            Component component,
            Reporter reporter,
            Map<String, String> generated) {
        this.environment = environment;
        this.component = component;
        this.reporter = reporter;
        this.generated = generated;
        this.packageName = environment
                .getElementUtils()
                .getPackageOf(component.element())
                .getQualifiedName()
                .toString();
        this.choice = Choice.of(
                component.mirror(), environment.getElementUtils(), environment.getOptions().get(Choice.OPTION));
        this.snapshotName = component.snapshot().orElse("the snapshot");
        this.failed = !component.complete();
    }

    void run() {
        if (component.element().getNestingKind() == NestingKind.LOCAL) {
            report(ProblemId.WRONG_ELEMENT, "@RockyAssets is on a class inside a method; put it on a type that other"
                    + " classes can see", null);
            return;
        }
        if (!claimNames()) {
            return;
        }
        Definitions definitions = definitions();
        write(definitions, names(definitions));
    }

    private boolean claimNames() {
        for (ClassName name : List.of(component.assetsClass(packageName), component.definitionsClass(packageName))) {
            String owner = component.element().getQualifiedName().toString();
            String other = generated.putIfAbsent(name.canonicalName().toLowerCase(Locale.ROOT), owner);
            if (other != null && !other.equals(owner)) {
                report(
                        ProblemId.SAME_GENERATED_TYPE,
                        other + " and " + owner + " would both generate " + name + "; rename one of the two types",
                        null);
                return false;
            }
        }
        return true;
    }

    private Definitions definitions() {
        Options options = Options.of(environment.getOptions());
        if (!component.configurationKnown()) {
            return Definitions.empty();
        }
        Optional<ComponentConfig> config = config(options, AttributeValues.forCompiling(Generation::variable));
        if (config.isEmpty()) {
            failed = true;
            return namesOnly(options);
        }
        Optional<SnapshotFinder.Found> found = snapshot(options, config.get());
        if (found.isEmpty()) {
            failed = true;
            return Definitions.empty();
        }
        snapshotName = found.get().name();
        RockyTranslator translator = translator(config.get());
        BuildOptions mode = BuildOptions.of(config.get());
        Optional<Snapshot> whole = Optional.empty();
        try (InputStream in = found.get().open()) {
            Snapshot snapshot = SnapshotReader.read(in, snapshotName);
            whole = Optional.of(snapshot);
            places = snapshot.places();
            StrictBuild.check(snapshot, config.get());
            if (choice.wantsAnyColumns()) {
                columns = LineageColumns.of(snapshot);
            }
            if (failed) {
                return DefinitionsBuilder.namesOnly(snapshot, translator, mode);
            }
            DefinitionsBuilder.Result result = DefinitionsBuilder.build(snapshot, translator, mode);
            reporter.reportEach(result.warnings(), snapshotName, component, this::place);
            return result.definitions();
        } catch (SnapshotException e) {
            reporter.reportEach(e.problems(), snapshotName, component, this::place);
        } catch (IOException e) {
            report(
                    ProblemId.SNAPSHOT_UNREADABLE,
                    "the file can't be read: " + e.getMessage(),
                    component.snapshotValue());
        }
        failed = true;
        return whole.map(snapshot -> DefinitionsBuilder.namesOnly(snapshot, translator, mode))
                .orElseGet(() -> salvage(found.get(), translator));
    }

    private RockyTranslator translator(ComponentConfig config) {
        return new CompileTimeTranslator(environment, (attribute, problem) -> {
                    String file = config.place(attribute).orElse("@RockyAssets");
                    reporter.report(List.of(problem), file, component, component.settings().value(attribute));
                    failed = true;
                })
                .of(config);
    }

    /** The member that leads to a problem of the snapshot, or of how it is translated. */
    private Optional<AnnotationValue> place(Problem problem) {
        return Optional.ofNullable(problem.id() == ProblemId.WRONG_TRANSLATION
                ? component.settings().value(Attribute.TRANSLATION)
                : component.snapshotValue());
    }

    private static Definitions salvage(SnapshotFinder.Found found, RockyTranslator translator) {
        try (InputStream in = found.open()) {
            return SnapshotSalvage.names(in, translator);
        } catch (IOException e) {
            return Definitions.empty();
        }
    }

    /** Of a snapshot that nobody knows the configuration of, so that the compiler can resolve what is in it. */
    private Definitions namesOnly(Options options) {
        Optional<String> path = options.snapshot().or(component::snapshot);
        SnapshotFinder finder = new SnapshotFinder(environment, options.projectDirectory());
        Optional<SnapshotFinder.Found> found = path.flatMap(given -> finder.find(given, component.element()));
        if (found.isEmpty()) {
            return Definitions.empty();
        }
        return salvage(found.get(), new RockyTranslator());
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private Optional<ComponentConfig> config(Options options, AttributeValues values) {
        SnapshotFinder finder = new SnapshotFinder(environment, options.projectDirectory());
        return new Configurations(component, finder, reporter, environment.getMessager()).read(values);
    }

    private Optional<SnapshotFinder.Found> snapshot(Options options, ComponentConfig config) {
        Path nowhere = Path.of("");
        try {
            snapshotName = options.snapshot()
                    .or(component::snapshot)
                    .orElseGet(() -> RockyComponent.snapshotPath(config, nowhere).toString());
        } catch (ConfigException e) {
            report(ProblemId.WRONG_CONFIGURATION, String.valueOf(e.getMessage()), component.settings().defsValue());
            return Optional.empty();
        }
        String path = snapshotName;
        SnapshotFinder finder = new SnapshotFinder(environment, options.projectDirectory());
        Optional<SnapshotFinder.Found> found = finder.find(path, component.element());
        if (found.isPresent()) {
            return found;
        }
        if (options.discoverOnMissingState() && config.discoverOnMissingState()) {
            return discover(options, path);
        }
        report(ProblemId.SNAPSHOT_NOT_FOUND, notFound(finder), component.snapshotValue());
        return Optional.empty();
    }

    /** Asks the engine for the snapshot; the user said twice that a compiler may. */
    private Optional<SnapshotFinder.Found> discover(Options options, String path) {
        SnapshotFinder finder = new SnapshotFinder(environment, options.projectDirectory());
        Optional<Path> project = finder.projectFolder();
        // Now the attributes count too that change nothing of what is generated.
        Optional<ComponentConfig> config = config(options, AttributeValues.forRunning(Generation::variable));
        if (config.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (project.isEmpty()) {
                throw new ConfigException("the project's folder isn't known, name it with -A" + Options.PROJECT_DIRECTORY);
            }
            RockyComponent toWrite = RockyComponent.of(config.get(), project.get());
            Optional<String> not = toWrite.reasonNotToDiscover();
            if (not.isPresent()) {
                throw new ConfigException(not.get());
            }
            toWrite.writeStateToPath(project.get().resolve(path));
            return finder.find(project.get().resolve(path).toString(), component.element());
        } catch (RuntimeException e) {
            report(
                    ProblemId.SNAPSHOT_NOT_DISCOVERED,
                    "there is no snapshot, and it can't be written now: " + e.getMessage(),
                    component.snapshotValue());
            return Optional.empty();
        }
    }

    private static String notFound(SnapshotFinder finder) {
        return "there is no such snapshot. Looked:\n  - " + String.join("\n  - ", finder.tried())
                + "\nWrite one and commit it, or tell the build where it is.\n"
                + "Maven, in the configuration of maven-compiler-plugin:\n"
                + "  <compilerArgs><arg>-A" + Options.PROJECT_DIRECTORY + "=${project.basedir}</arg></compilerArgs>\n"
                + "Gradle:\n"
                + "  tasks.withType(JavaCompile).configureEach { options.compilerArgs.add(\"-A"
                + Options.PROJECT_DIRECTORY + "=$projectDir\") }";
    }

    private Namespace names(Definitions definitions) {
        String root = component.assetsClass(packageName).simpleName();
        NamespaceTree.Result names = NamespaceTree.of(definitions, root, renames(), places, choice::wantsAsset, spec ->
                choice.wantsColumns(spec) ? columns.of(spec) : List.of());
        if (!failed) {
            Map<Problem, Optional<AnnotationValue>> unfit = choice.problems(definitions);
            reporter.reportEach(List.copyOf(unfit.keySet()), snapshotName, component, unfit::get);
            reporter.report(columns.problems(), snapshotName, component, null);
            reporter.report(names.problems(), snapshotName, component, component.renameValue());
        }
        return names.root();
    }

    private Map<Nameable, String> renames() {
        Map<Nameable, String> renames = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Component.NewName rename : component.renames()) {
            String other = renames.get(rename.what());
            if (!Identifiers.isConstant(rename.as())) {
                problems.add(Problem.of(
                        ProblemId.WRONG_RENAME,
                        "the rename of " + rename.what() + " to \"" + rename.as() + "\" is no Java identifier, or the name"
                                + " of a type that generated code uses; choose a name such as MY_ASSET",
                        null));
            } else if (other != null) {
                problems.add(Problem.of(
                        ProblemId.WRONG_RENAME,
                        "two renames are declared for " + rename.what() + ", to \"" + other + "\" and to \"" + rename.as()
                                + "\"; take one out",
                        null));
            } else {
                renames.put(rename.what(), rename.as());
            }
        }
        reporter.report(problems, snapshotName, component, component.renameValue());
        failed |= !problems.isEmpty();
        return renames;
    }

    private void write(Definitions definitions, Namespace names) {
        Output output = new Output(environment.getFiler(), packageName, component.element());
        ClassName definitionsClass = component.definitionsClass(packageName);
        String resource = definitionsClass.simpleName() + ".rocky";
        for (SourceFile file : AssetsWriter.write(
                packageName, component.linkName(), definitions, names, columns::type)) {
            write(() -> output.source(file));
        }
        write(() -> output.source(DefinitionsClassWriter.write(definitionsClass, component.linkName(), resource)));
        write(() -> output.resource(resource, DefinitionsWriter.write(definitions)));
        write(() -> output.nativeImageConfiguration(definitionsClass.simpleName(), resource));
    }

    /** Writes one file; the others are written even if it can't be. */
    private void write(FileWrite file) {
        try {
            file.run();
        } catch (FilerException e) {
            report(
                    ProblemId.CANNOT_WRITE,
                    "a generated file is there already (" + e.getMessage()
                            + "); rename the type that has its name, or the annotated type",
                    null);
        } catch (IOException e) {
            report(ProblemId.CANNOT_WRITE, "a generated file can't be written: " + e.getMessage(), null);
        }
    }

    private interface FileWrite {
        void run() throws IOException;
    }

    private void report(ProblemId id, String message, @Nullable AnnotationValue value) {
        reporter.report(List.of(Problem.of(id, message, null)), snapshotName, component, value);
    }
}
