package dev.rockyjava.processor;

import dev.rockyjava.config.AttributeValues;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsFile;
import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.processor.snapshot.SnapshotFinder;
import dev.rockyjava.snapshot.ProblemId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Reads a component's configuration from its {@code defs.yaml} or its annotation. */
final class Configurations {

    private static final String ANNOTATION = "@RockyAssets";

    private final Component component;
    private final SnapshotFinder finder;
    private final Reporter reporter;
    private final Messager messager;

    Configurations(Component component, SnapshotFinder finder, Reporter reporter, Messager messager) {
        this.component = component;
        this.finder = finder;
        this.reporter = reporter;
        this.messager = messager;
    }

    /** Returns the configuration; empty if it is invalid, which is then reported. */
    Optional<ComponentConfig> read(AttributeValues values) {
        WrittenSettings settings = component.settings();
        if (settings.defs().isEmpty()) {
            return inline(settings, values);
        }
        AnnotationValue place = settings.defsValue();
        if (!settings.inline().isEmpty()) {
            String names = String.join(
                    ", ", settings.inline().keySet().stream().map(attribute -> attribute.javaName()).toList());
            reporter.report(ProblemId.TWO_CONFIGURATIONS, ANNOTATION,
                    "it has defs and also " + names + "; write them in the defs.yaml, or take defs out", place);
            return Optional.empty();
        }
        return yaml(settings.defs().get(), place, values);
    }

    private Optional<ComponentConfig> inline(WrittenSettings settings, AttributeValues values) {
        try {
            return Optional.of(settings.inlineConfig(values));
        } catch (WrittenSettings.WrongValue e) {
            reporter.report(ProblemId.WRONG_CONFIGURATION, ANNOTATION, String.valueOf(e.getMessage()), e.place());
            return Optional.empty();
        }
    }

    private Optional<ComponentConfig> yaml(String defs, @Nullable AnnotationValue place, AttributeValues values) {
        DefsFile file = DefsFile.parse(defs);
        String path = file.path();
        SnapshotFinder.Search search = finder.find(path);
        if (search.found().isEmpty()) {
            reporter.report(ProblemId.CONFIGURATION_NOT_FOUND, path, "there is no such defs.yaml. Looked:\n  - "
                    + String.join("\n  - ", search.tried()), place);
            return Optional.empty();
        }
        String name = search.found().get().name();
        try (InputStream in = search.found().get().open()) {
            ComponentConfig config = DefsYaml.read(in, name, file.key(), values);
            noteNotUsed(name, config);
            return Optional.of(config);
        } catch (IOException e) {
            reporter.report(ProblemId.WRONG_CONFIGURATION, name, "the file can't be read: " + e.getMessage(), place);
        } catch (ConfigException e) {
            reporter.report(ProblemId.WRONG_CONFIGURATION, e.place().orElse(name), e.problem(), place);
        }
        return Optional.empty();
    }

    // A note, not a warning: a warning would fail every build with -Werror that shares its defs.yaml with
    // dagster-rocky.
    private void noteNotUsed(String name, ComponentConfig config) {
        config.lost().ifPresent(lost ->
                messager.printMessage(Diagnostic.Kind.NOTE, name + ": " + lost, component.element()));
    }
}
