package dev.rockyjava.processor;

import com.google.auto.service.AutoService;
import dev.rockyjava.annotation.AssetRef;
import dev.rockyjava.annotation.ColumnRef;
import dev.rockyjava.annotation.RockyAssets;
import dev.rockyjava.annotation.RockyGenerated;
import dev.rockyjava.processor.select.ConstantSelection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Generates typed assets and definitions for each type annotated with {@link RockyAssets}. This class handles the
 * rounds only; {@link Generation} handles one component.
 */
@AutoService(Processor.class)
public final class RockyProcessor extends AbstractProcessor {

    /** The generated classes of this compilation in lower case, each with the type that it was generated for. */
    private final Map<String, String> generated = new HashMap<>();

    private boolean optionsChecked;

    /** Called by the compiler. */
    public RockyProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // The annotation on generated types is claimed too; unclaimed, it would be a lint warning in the next round.
        // AssetRef and ColumnRef are handled by ReferenceProcessor, which can't claim them.
        return Set.of(
                RockyAssets.class.getName(),
                RockyGenerated.class.getName(),
                AssetRef.class.getName(),
                ColumnRef.class.getName());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return optionNames();
    }

    static Set<String> optionNames() {
        Set<String> names = new HashSet<>(Options.NAMES);
        names.add(ConstantSelection.OPTION);
        names.addAll(Severities.NAMES);
        return names;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims the annotation: no other processor handles it, and an unclaimed one is a lint warning. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            // Asking for elements of the other annotations would visit every generated constant.
            if (annotation.getQualifiedName().contentEquals(RockyAssets.class.getName())) {
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    if (element instanceof TypeElement type) {
                        Component.of(type, processingEnv.getElementUtils()).ifPresent(this::generate);
                    }
                }
            }
        }
        return true;
    }

    private void generate(Component component) {
        try {
            Severities severities = Severities.of(processingEnv.getOptions());
            Reporter reporter = new Reporter(processingEnv.getMessager(), severities, component);
            if (!optionsChecked) {
                optionsChecked = true;
                reporter.report(severities.problems(), "the compiler's options", null);
            }
            new Generation(processingEnv, component, reporter, generated).run();
        } catch (RuntimeException e) {
            new Reporter(processingEnv.getMessager(), Severities.of(Map.of()), component)
                    .report(List.of(Reporter.fault(e)), component.snapshotName(), null);
        }
    }
}
