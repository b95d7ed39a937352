package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a defs.yaml with a translator, templates, a prefix or renames becomes in javac equals what it becomes at run time.
 * The processors are loaded as a compiler loads them: by a loader of the processor path alone.
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

    /** With a name that a template or a rename must give, and one that must be gone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dag_mode: true                                               | warehouse/marts/fct_orders    | dag/seed:countries",
        "dag_mode: true, translator: acme.names.Names                 | dag/transformation:fct_orders | warehouse/marts/fct_orders",
        "dag_mode: true, translation: {prefix: dwh}                   | dwh/warehouse/marts/fct_orders | warehouse/marts/fct_orders",
        "dag_mode: true, translation: {rename: {'transformation:fct_orders': marts/ORDERS}, prefix: dwh} | marts/ORDERS | dwh/warehouse/marts/fct_orders",
        "dag_mode: true, translation: {key: {model: '{schema}/{table}', node: '{kind}/{label}'}, tags: {team: x}} | marts/fct_orders | warehouse/marts/fct_orders",
        "dag_mode: true, translator: acme.names.Names, translation: {prefix: dwh, group: {model: '{catalog}'}} | dwh/dag/transformation:fct_orders | dag/transformation:fct_orders",
        "dag_mode: false                                              | duckdb/eu/orders              | warehouse/marts/fct_orders",
        "dag_mode: false, translator: acme.names.Names                | in/raw_shop__eu/orders        | out/fct_orders",
        "dag_mode: false, translation: {key: 'raw/{source_id}/{table}'} | raw/raw_shop__eu/orders     | duckdb/eu/orders",
        "dag_mode: false, translation: {prefix: dwh, rename: {'table:raw_shop__eu.orders': eu/ORDERS}} | eu/ORDERS | dwh/duckdb/eu/orders",
        "translation: {key: 'x/{{ source_id }}/{{ table_name ~ 1 }}', owners: ['team:a'], description: 'of {{ table }}', group_name: g} | x/raw_shop__eu/orders1 | duckdb/eu/orders",
        "surface_derived_models: true                                 | warehouse/marts/fct_orders    | shop/load",
        "surface_derived_models: true, surface_compliance: true, translator: acme.names.Names | out/fct_orders | warehouse/marts/fct_orders",
        "surface_derived_models: true, translation: {prefix: dwh} | dwh/warehouse/marts/fct_orders | warehouse/marts/fct_orders",
        "surface_derived_models: true, surface_configured_checks: true, surface_optimize_metadata: false | warehouse/marts/fct_orders | shop/load",
    })
    void equalsWhatTheRunTimeBuilds(String attributes, String there, String notThere) throws Exception {
        declare("acme.names.Names");
        TestProject.Result result = compile(attributes, List.of(names), app()).clean();

        Definitions generated = result.definitions("acme.WarehouseDefinitions");
        assertThat(generated).isEqualTo(atRunTime());
        assertThat(generated.keys()).contains(AssetKey.parse(there)).doesNotContain(AssetKey.parse(notThere));
        assertThat(Constants.of(result, "acme.WarehouseAssets").values())
                .containsExactlyInAnyOrderElementsOf(generated.keys());
        assertThat(Constants.texts(result, "acme.WarehouseAssets").values()).containsAll(generated.keys());
    }

    /** One source has no such component, which is a warning. */
    @Test
    void equalsWhatTheRunTimeBuildsOfTenants() throws Exception {
        declare();
        TestProject.Result result = compile(
                "tenant: {component: storefront, partitions_name: t}, translation: {metadata: {a: '{{ row_count }}'}}",
                List.of(names),
                app().options("-Arocky.severity.RK129=off"));

        assertThat(result.clean().definitions("acme.WarehouseDefinitions")).isEqualTo(atRunTime());
        assertThat(atRunTime().keys()).contains(AssetKey.parse("duckdb/orders")).doesNotContain(AssetKey.parse("duckdb/eu/orders"));
    }

    @Test
    void onTheClassPathAloneIsTooLittle() throws IOException {
        List<Path> withNames = new ArrayList<>(TestProject.runtimePath());
        withNames.add(names);

        assertThat(errorOf(compile("dag_mode: true, translator: acme.names.Names", List.of(), app().classPath(withNames))))
                .startsWith("[RK210]")
                .contains("only on the class path", "annotationProcessorPaths");
    }

    @Test
    void oneThatIsNowhereIsMissed() throws IOException {
        assertThat(errorOf(compile("dag_mode: true, translator: acme.Gone", List.of(), app())))
                .isEqualTo("[RK210] " + folder.resolve("app/rocky/defs.yaml") + ":2:71: the translator acme.Gone is not on the processor path; add the artifact"
                        + " that has it to annotationProcessorPaths (Maven) or annotationProcessor (Gradle), with a file "
                        + SERVICE + " in it that has the class's binary name.");
    }

    @Test
    void oneThatIsNotDeclaredIsMissed() throws IOException {
        assertThat(errorOf(compile("dag_mode: true, translator: acme.names.Names", List.of(names), app())))
                .startsWith("[RK210]")
                .contains("not declared as a service", "with the line acme.names.Names");
    }

    @Test
    void oneOfTheModuleBeingCompiledIsRefusedWithTheRemedy() throws IOException {
        TestProject app = app().options("-Xlint:-missing-explicit-ctor").source("acme/names/Names.java", NAMES);

        assertThat(errorOf(compile("dag_mode: true, translator: acme.names.Names", List.of(), app)))
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

        assertThat(errorOf(compile("dag_mode: true, translator: acme.bad." + type, List.of(names), app())))
                .startsWith("[RK211] " + folder.resolve("app/rocky/defs.yaml") + ":2:71: the translator acme.bad." + type + " can't be created: ");
    }

    private static String bad(String type, String constructor) {
        return "package acme.bad;\nimport dev.rockyjava.translate.RockyTranslator;\npublic " + type + " { " + constructor + " }\n";
    }

    /** One that throws, or gives nothing, when it is asked. */
    @ParameterizedTest
    @CsvSource({"throw new IllegalStateException(\"no luck\");, no luck", "return null;, null"})
    void oneThatFailsIsReported(String body, String text) throws IOException {
        names = new TestProject(folder.resolve("failing"))
                .source("acme/names/Names.java", """
                        package acme.names;
                        public class Names extends dev.rockyjava.translate.RockyTranslator {
                            public Names() {}
                            @Override public dev.rockyjava.asset.AssetKey getDagNodeAssetKey(dev.rockyjava.translate.DagNode n) {
                                %s
                            }
                        }
                        """.formatted(body))
                .options("-proc:none", "-Xlint:none")
                .compile()
                .clean()
                .classes();
        declare("acme.names.Names");
        List<String> errors = compile("dag_mode: true, translator: acme.names.Names", List.of(names), app()).errors();
        assertThat(errors).isNotEmpty().hasSizeLessThan(12).allMatch(error -> error.startsWith("[RK120]"));
        assertThat(errors.get(0)).contains(text);
    }

    @Test
    void anotherBrokenServiceDoesNoHarm() throws IOException {
        declare("acme.Gone", "acme.names.Names");

        assertThat(compile("dag_mode: true, translator: acme.names.Names", List.of(names), app()).errors()).isEmpty();
    }

    /** Its name begins with the one that is asked for, which an error message about it contains, therefore. */
    @Test
    void aBrokenServiceOfASimilarNameIsAnother() throws IOException {
        declare("acme.names.NamesOfOld");

        assertThat(errorOf(compile("dag_mode: true, translator: acme.names.Names", List.of(names), app())))
                .startsWith("[RK210]")
                .contains("not declared as a service", "Another service there is broken", "acme.names.NamesOfOld");
    }

    @Test
    void aWrongTemplateIsAnErrorWithTheNearest() throws IOException {
        assertThat(errorOf(compile("dag_mode: true, translation: {key: {model: '{tabel}'}}", List.of(), app())))
                .startsWith("[RK213] " + folder.resolve("app/rocky/defs.yaml") + ":2:71: translation: the placeholder {tabel}");
    }

    private TestProject app() {
        return new TestProject(folder.resolve("app"))
                .snapshot(SnapshotJson.example())
                .source("acme/Warehouse.java", """
                        package acme;

                        import dev.rockyjava.annotation.RockyAssets;

                        @RockyAssets(defs = "rocky/defs.yaml")
                        interface Warehouse {}
                        """);
    }

    private TestProject.Result compile(String attributes, List<Path> processorPath, TestProject app) throws IOException {
        ClassLoader loader = processorPath(processorPath);
        return app.file("rocky/defs.yaml", """
                        type: dagster_rocky.RockyComponent
                        attributes: {defs_state: {path: rocky/snapshot.json}, %s}
                        """.formatted(attributes))
                .runsOnly(processor(loader, ReferenceProcessor.class))
                .alsoRuns(processor(loader, RockyProcessor.class))
                .compile();
    }

    private Definitions atRunTime() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(names)}, before)) {
            thread.setContextClassLoader(loader);
            Path project = folder.resolve("app");
            return RockyComponent.fromYaml(Path.of("rocky/defs.yaml"), project).buildDefs();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader processorPath(List<Path> more) {
        Stream<Path> ours = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of);
        URL[] path = Stream.concat(ours, more.stream()).map(CompileTimeTranslatorTest::url).toArray(URL[]::new);
        return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    }

    private static Processor processor(ClassLoader loader, Class<? extends Processor> type) {
        try {
            return (Processor) loader.loadClass(type.getName()).getConstructor().newInstance();
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
