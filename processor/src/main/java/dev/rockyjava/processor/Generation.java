package dev.rockyjava.processor;

import com.palantir.javapoet.ClassName;
import dev.rockyjava.annotation.RockyAssets;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.internal.snapshot.resource.StoredConfiguration;
import dev.rockyjava.internal.text.LowerCase;
import dev.rockyjava.processor.names.GeneratedTypes;
import dev.rockyjava.processor.names.Identifiers;
import dev.rockyjava.processor.names.Nameable;
import dev.rockyjava.processor.names.Namespace;
import dev.rockyjava.processor.names.NamespaceTree;
import dev.rockyjava.processor.select.Chosen;
import dev.rockyjava.processor.select.ConstantSelection;
import dev.rockyjava.processor.write.AssetsWriter;
import dev.rockyjava.processor.write.DefinitionsClassWriter;
import dev.rockyjava.processor.write.Output;
import dev.rockyjava.processor.write.SourceFile;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.NestingKind;

/**
 * Generates the code of one component: reads its assets, names them and writes the files.
 *
 * <p>Both classes are written whatever is wrong, if necessary without any asset. The compiler then shows the one real
 * error instead of a hundred missing symbols caused by it.
 */
final class Generation {

    private final ProcessingEnvironment environment;
    private final Component component;
    private final Reporter reporter;
    private final Map<String, String> generated;
    private final ConstantSelection choice;

    Generation(
            ProcessingEnvironment environment,
            Component component,
            Reporter reporter,
            Map<String, String> generated) {
        this.environment = environment;
        this.component = component;
        this.reporter = reporter;
        this.generated = generated;
        this.choice = component.choice().withOption(environment.getOptions().get(ConstantSelection.OPTION));
    }

    void run() {
        if (component.element().getNestingKind() == NestingKind.LOCAL) {
            reporter.report(ProblemId.WRONG_ELEMENT, component.snapshotName(), "@RockyAssets is on a class inside a method; put it on"
                    + " a type that other classes can see", null);
            return;
        }
        GeneratedTypes types = GeneratedTypes.of(component.element());
        if (claim(types)) {
            boolean wantsColumns = !choice.columns().isEmpty();
            CompiledAssets assets = new AssetsReader(environment, component, reporter, wantsColumns).read();
            write(types, assets, names(types, assets));
        }
    }

    private boolean claim(GeneratedTypes types) {
        ClassName assets = types.assets();
        if (assets.simpleName().equals(RockyAssets.class.getSimpleName())) {
            // javac itself would only report that RockyAssets isn't an annotation.
            reporter.report(ProblemId.SAME_GENERATED_TYPE, component.snapshotName(), "the generated class " + assets + " would hide the"
                    + " annotation of that name from the files of its package that import dev.rockyjava.annotation.*;"
                    + " rename the type " + types.component() + ", to Warehouse for example", null);
            return false;
        }
        for (ClassName name : List.of(assets, types.definitions())) {
            String owner = component.element().getQualifiedName().toString();
            String other = generated.putIfAbsent(LowerCase.of(name.canonicalName()), owner);
            if (other != null && !other.equals(owner)) {
                reporter.report(ProblemId.SAME_GENERATED_TYPE, component.snapshotName(), other + " and " + owner
                        + " would both generate " + name + "; rename one of the two types", null);
                return false;
            }
        }
        return true;
    }

    private Namespace names(GeneratedTypes types, CompiledAssets assets) {
        Map<Nameable, String> renames = new LinkedHashMap<>();
        List<Problem> wrongRenames = renames(renames);
        boolean failed = reporter.report(wrongRenames, assets.snapshot(), component.renameValue())
                || !assets.complete();
        Chosen chosen = failed ? Chosen.everything(assets.definitions()) : choice.of(assets.definitions());
        if (reporter.reportEach(chosen.problems().keySet(), assets.snapshot(), chosen.problems()::get)) {
            chosen = Chosen.everything(assets.definitions());
            failed = true;
        }
        NamespaceTree.Result names = tree(types, assets, renames, chosen);
        if (!failed) {
            reporter.report(assets.columns().problems(), assets.snapshot(), null);
            reporter.report(names.problems(), assets.snapshot(), component.renameValue());
        }
        return names.root();
    }

    private static NamespaceTree.Result tree(
            GeneratedTypes types, CompiledAssets assets, Map<Nameable, String> renames, Chosen chosen) {
        Function<AssetSpec, Collection<String>> columns =
                spec -> chosen.columns().contains(spec.key()) ? assets.columns().of(spec) : List.of();
        return NamespaceTree.of(
                assets.definitions(),
                types.assets().simpleName(),
                renames,
                assets.places(),
                spec -> chosen.assets().contains(spec.key()),
                columns);
    }

    /** Collects the valid renames into a map and returns the problems of the others. */
    private List<Problem> renames(Map<Nameable, String> into) {
        List<Problem> problems = new ArrayList<>();
        for (Component.NewName rename : component.renames()) {
            String other = into.get(rename.what());
            if (!Identifiers.isConstant(rename.as())) {
                problems.add(Problem.of(
                        ProblemId.WRONG_RENAME,
                        "the rename of " + rename.what() + " to \"" + rename.as() + "\" is not a Java identifier, or is the"
                                + " name of a type that generated code uses; choose a name such as MY_ASSET",
                        null));
            } else if (other != null) {
                problems.add(Problem.of(
                        ProblemId.WRONG_RENAME,
                        "two renames are declared for " + rename.what() + ", to \"" + other + "\" and to \"" + rename.as()
                                + "\"; remove one of them",
                        null));
            } else {
                into.put(rename.what(), rename.as());
            }
        }
        return problems;
    }

    private void write(GeneratedTypes types, CompiledAssets assets, Namespace names) {
        String packageName = types.assets().packageName();
        Output output = new Output(environment.getFiler(), packageName, component.element());
        List<FileWrite> files = new ArrayList<>();
        for (SourceFile file : AssetsWriter.write(
                packageName, types.component(), assets.definitions(), names, assets.columns()::type)) {
            files.add(() -> output.source(file));
        }
        files.add(() -> output.source(DefinitionsClassWriter.write(types)));
        files.add(() -> output.resource(types.resource(), DefinitionsWriter.write(assets.definitions())));
        files.add(() -> output.resource(types.configuration(), configuration(assets).write()));
        files.add(() -> output.nativeImageConfiguration(
                types.definitions().simpleName(), List.of(types.resource(), types.configuration())));
        files.forEach(file -> write(file, assets.snapshot()));
    }

    private StoredConfiguration configuration(CompiledAssets assets) {
        return new StoredConfiguration(
                component.element().getQualifiedName().toString(),
                component.settings().defs(),
                component.snapshot(),
                assets.inProject(),
                component.settings().values());
    }

    /** Writes one file and reports a failure, so that the other files are still written. */
    private void write(FileWrite file, String snapshot) {
        try {
            file.run();
        } catch (FilerException e) {
            reporter.report(ProblemId.CANNOT_WRITE, snapshot, "a generated file already exists (" + e.getMessage()
                    + "); rename the type that has its name, or the annotated type", null);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            String advice = FileFailure.localeAdvice(why).map(locale -> "; " + locale).orElse("");
            reporter.report(ProblemId.CANNOT_WRITE, snapshot, "a generated file can't be written: " + why + advice, null);
        }
    }

    private interface FileWrite {
        void run() throws IOException;
    }
}
