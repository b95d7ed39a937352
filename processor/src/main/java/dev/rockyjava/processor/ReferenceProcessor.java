package dev.rockyjava.processor;

import com.google.auto.service.AutoService;
import dev.rockyjava.processor.reference.ReferenceProblem;
import dev.rockyjava.processor.reference.ReferenceScanner;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/**
 * Checks the strings that {@link dev.rockyjava.annotation.AssetRef} and {@link dev.rockyjava.annotation.ColumnRef}
 * declare to be keys. It is a separate processor because it must see annotations that it doesn't know by name, and
 * therefore may not claim any.
 *
 * <p>The check runs after the last round, since constants generated in the same build have no value before that.
 * Types are remembered by name because their elements are recreated in every round.
 */
@AutoService(Processor.class)
public final class ReferenceProcessor extends AbstractProcessor {


    private final Set<String> types = new TreeSet<>();
    private final Set<String> packages = new TreeSet<>();

    /** Called by the compiler. */
    public ReferenceProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return RockyProcessor.optionNames();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element root : round.getRootElements()) {
            if (root instanceof PackageElement folder) {
                packages.add(folder.getQualifiedName().toString());
            } else if (root instanceof TypeElement type && !ReferenceScanner.isGenerated(type)) {
                types.add(type.getQualifiedName().toString());
            }
        }
        // After an error constants may be missing, which would make valid references look wrong.
        if (round.processingOver() && !round.errorRaised()) {
            check();
        }
        return false;
    }

    private void check() {
        try {
            Elements elements = processingEnv.getElementUtils();
            ReferenceScanner scanner = new ReferenceScanner(elements, processingEnv.getFiler());
            packages.stream().map(elements::getPackageElement).forEach(folder -> {
                if (folder != null) {
                    scanner.annotations(folder);
                }
            });
            types.stream().map(elements::getTypeElement).forEach(type -> {
                if (type != null) {
                    scanner.scan(type, null);
                }
            });
            report(scanner);
        } catch (RuntimeException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, Reporter.fault(e).text("@AssetRef"));
        }
    }

    private void report(ReferenceScanner scanner) {
        Severities severities = Severities.of(processingEnv.getOptions());
        Reporter.capped(
                scanner.findings(),
                finding -> finding.problem().id(),
                finding -> severities.of(finding.problem().id()).ifPresent(kind -> print(kind, finding)),
                (finding, more) -> severities.of(finding.problem().id()).ifPresent(kind ->
                        processingEnv.getMessager().printMessage(
                                kind, "[" + finding.problem().id().code() + "] " + more)));
    }

    private void print(Diagnostic.Kind kind, ReferenceProblem finding) {
        processingEnv.getMessager().printMessage(
                kind,
                finding.problem().text(finding.component()),
                finding.element(),
                finding.annotation(),
                finding.value());
    }
}
