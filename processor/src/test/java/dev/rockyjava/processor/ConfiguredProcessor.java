package dev.rockyjava.processor;

import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.processor.names.NamespaceTree;
import dev.rockyjava.processor.write.AssetsWriter;
import dev.rockyjava.processor.write.Output;
import dev.rockyjava.processor.write.SourceFile;
import dev.rockyjava.state.BuildOptions;
import dev.rockyjava.state.DefinitionsBuilder;
import dev.rockyjava.state.DefinitionsWriter;
import dev.rockyjava.state.SnapshotException;
import dev.rockyjava.state.SnapshotReader;
import dev.rockyjava.translate.RockyTranslator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/** Does with a {@code defs.yaml} what the processor does with a component, and writes the constants and the resource. */
@SupportedAnnotationTypes("*")
@SupportedOptions({"defs", "snapshot"})
public final class ConfiguredProcessor extends AbstractProcessor {

    private boolean done;

    /** Made by the compiler, or by a loader as a compiler makes one. */
    public ConfiguredProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!done) {
            done = true;
            build();
        }
        return false;
    }

    private void build() {
        var config = DefsYaml.read(Path.of(processingEnv.getOptions().get("defs")));
        List<String> errors = new ArrayList<>();
        RockyTranslator translator =
                new CompileTimeTranslator(processingEnv, problem -> errors.add(problem.text("defs.yaml"))).of(config);
        try {
            var snapshot = SnapshotReader.read(Path.of(processingEnv.getOptions().get("snapshot")));
            var result = DefinitionsBuilder.build(snapshot, translator, BuildOptions.of(config));
            try (OutputStream out = processingEnv.getFiler()
                    .createResource(StandardLocation.CLASS_OUTPUT, "", "definitions.rocky")
                    .openOutputStream()) {
                out.write(DefinitionsWriter.write(result.definitions()));
            }
            NamespaceTree.Result names = NamespaceTree.of(result.definitions(), "WarehouseAssets", Map.of());
            TypeElement warehouse = processingEnv.getElementUtils().getTypeElement("acme.Warehouse");
            Output output = new Output(processingEnv.getFiler(), "acme", warehouse);
            for (SourceFile file : AssetsWriter.write("acme", "Warehouse", result.definitions(), names.root())) {
                output.source(file);
            }
            names.problems().forEach(problem -> errors.add(problem.text("snapshot")));
        } catch (SnapshotException e) {
            errors.add(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        errors.forEach(error -> processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, error));
    }
}
