package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.state.BuildOptions;
import dev.rockyjava.state.DefinitionsBuilder;
import dev.rockyjava.state.DefinitionsResource;
import dev.rockyjava.state.SnapshotReader;
import dev.rockyjava.translate.Translators;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a configuration's translator makes when javac runs it equals what it makes at run time. The processor is loaded
 * as a compiler loads it: by a loader of the processor path alone.
 */
class CompileTimeTranslatorTest {

    private static final String SERVICE = "META-INF/services/dev.rockyjava.translate.RockyTranslator";
    private static final String NAMES = """
            package acme.names;
            import dev.rockyjava.asset.AssetKey;
            import dev.rockyjava.translate.DagNode;
            import dev.rockyjava.translate.ModelDetail;
            import dev.rockyjava.translate.RockyTranslator;
            import dev.rockyjava.translate.SourceInfo;
            import dev.rockyjava.translate.TableInfo;
            public class Names extends RockyTranslator {
                public Names() {}
                @Override public AssetKey getAssetKey(SourceInfo source, TableInfo table) {
                    return AssetKey.of("in", source.id(), table.name());
                }
                @Override public AssetKey getModelAssetKey(ModelDetail model) {
                    return AssetKey.of("out", model.name());
                }
                @Override public AssetKey getDagNodeAssetKey(DagNode node) {
                    return AssetKey.of("dag", node.id());
                }
            }
            """;

    @TempDir
    Path folder;

    private Path names = Path.of("");

    @BeforeEach
    void compileTheTranslator() {
        names = new TestProject(folder.resolve("names"))
                .source("acme/names/Names.java", NAMES)
                .options("-proc:none", "-Xlint:-missing-explicit-ctor")
                .compile()
                .clean()
                .classes();
    }

    private void declare(String... services) throws IOException {
        Path file = names.resolve(SERVICE);
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(services));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "dag_mode: true",
        "dag_mode: true\n  translator: acme.names.Names",
        "surface_derived_models: true",
        "surface_derived_models: true\n  surface_compliance: true\n  translator: acme.names.Names",
        "surface_derived_models: true\n  translation: {key: 'raw/{storefront}/{table}'}",
        "dag_mode: true\n  translation: {key: {model: '{schema}/{table}', node: '{kind}/{label}'}, tags: {team: x}}",
        "dag_mode: true\n  translation: {rename: {'transformation:fct_orders': marts/ORDERS}, prefix: dwh}",
        "dag_mode: true\n  translator: acme.names.Names\n  translation: {prefix: dwh, group: {model: '{catalog}'}}"
    })
    void equalsWhatTheRunTimeBuilds(String attributes) throws Exception {
        declare("acme.names.Names");
        String yaml = attributes.replace("{storefront}", "{source_id}");
        TestProject.Result result = compile(yaml, List.of(names), TestProject.warehouse(folder.resolve("app"), "{}"));

        assertThat(result.errors()).isEmpty();
        Definitions generated = DefinitionsResource.load(
                Files.newInputStream(result.classes().resolve("definitions.rocky")), "definitions.rocky");
        assertThat(generated.specs()).hasSizeGreaterThan(20);
        assertThat(generated).isEqualTo(atRunTime());
        assertThat(Constants.of(result, "acme.WarehouseAssets").values())
                .containsExactlyInAnyOrderElementsOf(generated.keys());
        if (yaml.contains("rename")) {
            assertThat(generated.find(AssetKey.parse("marts/ORDERS"))).isPresent();
        } else if (yaml.contains("translator: ")) {
            assertThat(generated.keys()).allMatch(key -> List.of("in", "out", "dag", "dwh").contains(key.path().get(0)));
        }
    }

    @Test
    void onTheClassPathAloneIsTooLittle() throws IOException {
        TestProject app = TestProject.warehouse(folder.resolve("app"), "{}");
        List<Path> withNames = new ArrayList<>(TestProject.runtimePath());
        withNames.add(names);

        assertThat(errorOf(compile("dag_mode: true\n  translator: acme.names.Names", List.of(), app.classPath(withNames))))
                .startsWith("[RK210]")
                .contains("only on the class path", "annotationProcessorPaths");
    }

    @Test
    void oneThatIsNowhereIsMissed() throws IOException {
        assertThat(errorOf(compile(
                        "dag_mode: true\n  translator: acme.Gone", List.of(), TestProject.warehouse(folder.resolve("app"), "{}"))))
                .isEqualTo("[RK210] defs.yaml: the translator acme.Gone is not on the processor path; add the artifact that"
                        + " has it to annotationProcessorPaths (Maven) or annotationProcessor (Gradle), with a file "
                        + SERVICE + " in it that has the class's binary name.");
    }

    @Test
    void oneThatIsNotDeclaredIsMissed() throws IOException {
        assertThat(errorOf(compile(
                        "dag_mode: true\n  translator: acme.names.Names",
                        List.of(names),
                        TestProject.warehouse(folder.resolve("app"), "{}"))))
                .startsWith("[RK210]")
                .contains("not declared as a service", "with the line acme.names.Names");
    }

    @Test
    void oneOfTheModuleBeingCompiledIsRefusedWithTheRemedy() throws IOException {
        TestProject app = TestProject.warehouse(folder.resolve("app"), "{}")
                .options("-Xlint:-missing-explicit-ctor")
                .source("acme/names/Names.java", NAMES);

        assertThat(errorOf(compile("dag_mode: true\n  translator: acme.names.Names", List.of(), app)))
                .startsWith("[RK212]")
                .contains("being compiled", "module of its own", SERVICE, "attribute translation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Failing", "Abstract", "Missing", "NotATranslator"})
    void oneThatCannotBeMadeIsReported(String type) throws IOException {
        names = new TestProject(folder.resolve("bad"))
                .source("acme/bad/Failing.java", bad("class Failing extends RockyTranslator", "public Failing() { throw new"
                        + " IllegalStateException(\"no luck\"); }"))
                .source("acme/bad/Abstract.java", bad("abstract class Abstract extends RockyTranslator", "public Abstract() {}"))
                .source("acme/bad/NotATranslator.java", bad("class NotATranslator", "public NotATranslator() {}"))
                .options("-proc:none", "-Xlint:none")
                .withoutWerror()
                .compile()
                .classes();
        declare("acme.bad." + type);
        TestProject app = TestProject.warehouse(folder.resolve("app"), "{}");

        assertThat(errorOf(compile("dag_mode: true\n  translator: acme.bad." + type, List.of(names), app)))
                .startsWith("[RK211] defs.yaml: the translator acme.bad." + type + " can't be made: ");
    }

    private static String bad(String type, String constructor) {
        return "package acme.bad;\nimport dev.rockyjava.translate.RockyTranslator;\npublic " + type + " { " + constructor + " }\n";
    }

    @Test
    void anotherBrokenServiceDoesNoHarm() throws IOException {
        declare("acme.Gone", "acme.names.Names");
        TestProject app = TestProject.warehouse(folder.resolve("app"), "{}");

        assertThat(compile("dag_mode: true\n  translator: acme.names.Names", List.of(names), app).errors()).isEmpty();
    }

    @Test
    void aWrongTemplateIsAnErrorWithTheNearest() throws IOException {
        TestProject app = TestProject.warehouse(folder.resolve("app"), "{}");

        assertThat(errorOf(compile("dag_mode: true\n  translation: {key: {model: '{tabel}'}}", List.of(), app)))
                .startsWith("[RK213] defs.yaml: translation: the placeholder {tabel}");
    }

    private TestProject.Result compile(String attributes, List<Path> processorPath, TestProject app) throws IOException {
        Path yaml = folder.resolve("defs.yaml");
        Files.writeString(yaml, "type: dagster_rocky.RockyComponent\nattributes:\n  " + attributes + "\n");
        return app.snapshot(SnapshotJson.example())
                .runsOnly(processor(processorPath))
                .options("-Adefs=" + yaml, "-Asnapshot=" + app.snapshotFile(), "-Xlint:-processing")
                .compile();
    }

    private Definitions atRunTime() {
        var config = DefsYaml.read(folder.resolve("defs.yaml"));
        var snapshot = SnapshotReader.read(folder.resolve("app/rocky/snapshot.json"));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(names)}, before)) {
            thread.setContextClassLoader(loader);
            return DefinitionsBuilder.build(snapshot, Translators.of(config), BuildOptions.of(config)).definitions();
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Processor processor(List<Path> more) {
        Stream<Path> ours = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
        URL[] path = Stream.concat(ours, more.stream()).map(CompileTimeTranslatorTest::url).toArray(URL[]::new);
        try {
            ClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
            return (Processor) loader.loadClass(ConfiguredProcessor.class.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static String errorOf(TestProject.Result result) {
        return result.onlyError().getMessage(Locale.ROOT);
    }
}
