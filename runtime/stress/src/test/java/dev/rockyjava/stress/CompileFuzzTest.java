package dev.rockyjava.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a snapshot contains, the compiler reports problems with an id, or gets code that it accepts. */
class CompileFuzzTest {

    @TempDir
    private Path folder;

    @Test
    void compilesOrReports() throws Exception {
        Campaign campaign = new Campaign("compiles", 10, 5_000);
        Mutator mutator = Mutator.ofJson(Corpus.snapshots());
        CompiledProject project = new CompiledProject(folder);
        campaign.run((round, random) -> outcome(project, mutator.mutant(random), random));
    }

    private String outcome(CompiledProject project, byte[] bytes, Random random) throws Exception {
        boolean dag = random.nextInt(4) > 0;
        Path snapshot = project.component("acme", bytes, dag ? "" : ", dagMode = false, surfaceDerivedModels = true");
        List<Diagnostic<? extends JavaFileObject>> diagnostics = project.compile();
        boolean failed = false;
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics) {
            // One of the attacking texts names a class.
            assertThat(diagnostic.getMessage(Locale.ROOT).replace("{@link java.lang.String}", ""))
                    .startsWith("[RK")
                    .doesNotContainPattern("\\bjava\\.\\w+\\.|jackson|\\tat |Exception\\b");
            failed |= diagnostic.getKind() == Diagnostic.Kind.ERROR;
        }
        if (failed) {
            return "reported";
        }
        ComponentConfig config = ComponentConfig.builder()
                .set(Attribute.DAG_MODE, dag)
                .set(Attribute.SURFACE_DERIVED_MODELS, !dag)
                .build();
        assertThat(project.definitions("acme").equals(RockyComponent.of(config, folder).buildDefsFromState(snapshot)))
                .as("the same definitions as at run time")
                .isTrue();
        assertThat(System.getProperty(Payloads.MARKER)).isNull();
        return "compiled";
    }
}
