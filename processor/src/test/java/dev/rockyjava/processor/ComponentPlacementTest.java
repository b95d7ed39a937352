package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the annotation may stand, and several of them. */
class ComponentPlacementTest {

    private static final String MARK = "@dev.rockyjava.annotation.RockyAssets(snapshot = \"rocky/snapshot.json\")\n";

    @TempDir
    Path folder;

    private TestProject project() {
        return new TestProject(folder).snapshot(new SnapshotJson().model("wh", "s", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interface W {}", "enum W { ONE }", "record W() {}", "@interface W {}",
        "final class W { private W() {} }", "sealed interface W permits W.X { record X() implements W {} }"})
    void onAnyKindOfType(String type) {
        TestProject.Result result =
                project().source("acme/W.java", "package acme;\n\n" + MARK + type + "\n").compile().clean();
        assertThat(result.definitions("acme.WDefinitions").specs()).hasSize(1);
    }

    @Test
    void nested() {
        TestProject.Result result = project()
                .source("acme/Outer.java", "package acme;\n\ninterface Outer {\n    interface Mid {\n" + MARK
                        + "interface W {}\n}\n}\n")
                .options("-Xdoclint:all,-missing")
                .compile()
                .clean();
        assertThat(result.definitions("acme.Outer_Mid_WDefinitions").specs()).hasSize(1);
        assertThat(result.source("acme/Outer_Mid_WAssets.java")).contains("{@link Outer.Mid.W}");
    }

    @Test
    void inNoPackage() {
        TestProject.Result result = project().source("W.java", MARK + "interface W {}\n").compile().clean();
        assertThat(result.definitions("WDefinitions").specs()).hasSize(1);
        assertThat(result.outputs()).containsKey("WDefinitions.rocky");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe", "Ware$house", "_W", "String", "Assets", "Definitions", "Wh"})
    void ofAnyName(String name) {
        TestProject.assumeFileName(name);
        TestProject.Result result = project()
                .source("acme/W.java", "package acme;\n\n" + MARK + "interface " + name + " {}\n")
                .options("-encoding", "UTF-8", "-Xlint:-auxiliaryclass")
                .compile()
                .clean();
        assertThat(result.definitions("acme." + name + "Definitions").specs()).hasSize(1);
    }

    /** javac doesn't show annotations inside methods to processors. */
    @Test
    void insideAMethodNothingIsGenerated() {
        TestProject.Result result = project()
                .source("acme/W.java", "package acme;\n\nfinal class W {\n    private W() {}\n    static void m() {\n" + MARK
                        + "interface Local {}\n}\n}\n")
                .compile()
                .clean();
        assertThat(result.outputs()).isEmpty();
    }

    /** No compiler is known that shows one. */
    @Test
    void oneInsideAMethodThatACompilerShowsIsRefused() {
        TestProject project = project().source("acme/W.java", "package acme;\n\n" + MARK + "interface W {}\n");
        assertThat(project.runsOnly(new ShownAsLocal()).compile().onlyError().getMessage(null))
                .startsWith("[RK203]")
                .contains("inside a method");
    }

    /** Ours in a compiler that shows every type as a local one. */
    private static final class ShownAsLocal extends AbstractProcessor {
        private final RockyProcessor processor = new RockyProcessor();

        @Override
        public void init(ProcessingEnvironment environment) {
            processor.init((ProcessingEnvironment) shown(ProcessingEnvironment.class, environment));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return processor.process(annotations, (RoundEnvironment) shown(RoundEnvironment.class, round));
        }

        /** The real one, but for what it says of types; it gets its own types back. */
        private static Object shown(Class<?> type, Object real) {
            return Proxy.newProxyInstance(Real.class.getClassLoader(), new Class<?>[] {type, Real.class}, (self, method, arguments) -> {
                if (method.getDeclaringClass() == Real.class) {
                    return real;
                }
                if (method.getName().equals("getNestingKind")) {
                    return NestingKind.LOCAL;
                }
                Object[] own = arguments == null ? null : Arrays.stream(arguments)
                        .map(argument -> argument instanceof Real proxy ? proxy.real() : argument)
                        .toArray();
                Object result = method.invoke(real, own);
                return switch (method.getName()) {
                    case "getElementUtils", "getMessager" -> shown(method.getReturnType(), result);
                    case "getElementsAnnotatedWith" -> ((Set<?>) result).stream()
                            .map(element -> shown(TypeElement.class, element))
                            .collect(Collectors.toSet());
                    default -> result;
                };
            });
        }

        /** What has another behind it. */
        interface Real {
            Object real();
        }
    }

    @Test
    void onSomethingElseJavacRefuses() {
        TestProject.Result result = project()
                .source("acme/W.java", "package acme;\n\ninterface W {\n" + MARK + "void m();\n}\n")
                .compile();
        assertThat(result.errors()).isNotEmpty().noneMatch(error -> error.contains("[RK"));
    }

    @Test
    void twoComponentsWithTheirOwnSnapshots() {
        TestProject.Result result = project()
                .file("rocky/other.json", new SnapshotJson().model("x", "y", "b").model("x", "y", "c").toString())
                .source("acme/W.java", "package acme;\n\n" + MARK + "interface W {}\n")
                .source("acme/V.java", "package acme;\n\n" + MARK.replace("snapshot.json", "other.json") + "interface V {}\n")
                .compile()
                .clean();
        assertThat(result.definitions("acme.WDefinitions").specs()).hasSize(1);
        assertThat(result.definitions("acme.VDefinitions").specs()).hasSize(2);
    }

    @Test
    void oneBrokenComponentDoesNotHideTheOther() {
        TestProject.Result result = project()
                .file("rocky/other.json", "{")
                .source("acme/W.java", "package acme;\n\n" + MARK + "interface W {}\n")
                .source("acme/V.java", "package acme;\n\n" + MARK.replace("snapshot.json", "other.json") + "interface V {}\n")
                .compile();
        assertThat(result.onlyError().getMessage(null)).contains("other.json");
        assertThat(result.outputs()).containsKeys("acme/WAssets.java", "acme/VAssets.java");
    }

    @Test
    void twoComponentsThatWouldGenerateOneClass() {
        TestProject.Result result = project()
                .source("acme/Outer.java", "package acme;\n\ninterface Outer {\n" + MARK + "interface X {}\n}\n")
                .source("acme/Outer_X.java", "package acme;\n\n" + MARK + "interface Outer_X {}\n")
                .source("app/Use.java", "package app;\n\nimport acme.Outer_XDefinitions;\n\nfinal class Use {\n"
                        + "    private Use() {}\n    static final Object ALL = Outer_XDefinitions.get();\n}\n")
                .compile();
        assertThat(result.onlyError().getMessage(null))
                .startsWith("[RK202]")
                .contains("acme.Outer.X and acme.Outer_X would both generate acme.Outer_XAssets");
    }

    /** Otherwise javac would say that the annotation is none, in this file or in another of the package. */
    @Test
    void oneWhoseClassWouldHideTheAnnotation() {
        String header = "package acme;\n\nimport dev.rockyjava.annotation.*;\n\n";
        String mark = "@RockyAssets(snapshot = \"rocky/snapshot.json\")\n";
        assertThat(project()
                        .source("acme/Rocky.java", header + mark + "interface Rocky {}\n")
                        .source("acme/Other.java", header + mark + "interface Other {}\n")
                        .compile()
                        .onlyError()
                        .getMessage(null))
                .startsWith("[RK202]")
                .contains("RockyAssets would hide the annotation", "rename the type Rocky");
    }

    @Test
    void aTypeInsideAnotherMayBeCalledSo() {
        project()
                .source("acme/Outer.java", "package acme;\n\ninterface Outer {\n" + MARK + "interface Rocky {}\n}\n")
                .compile()
                .clean();
    }

    @Test
    void twoComponentsWhoseFilesDifferByCaseOnly() {
        TestProject.Result result = project()
                .source("acme/A.java", "package acme;\n\n" + MARK + "interface Wh {}\n")
                .source("acme/B.java", "package acme;\n\n" + MARK + "interface WH {}\n")
                .options("-Xlint:-auxiliaryclass")
                .compile();
        assertThat(result.onlyError().getMessage(null)).startsWith("[RK202]").contains("acme.Wh", "acme.WH");
    }

    /** The second round must not generate again, nor miss a component that only it has. */
    @Test
    void componentInASourceThatAnotherProcessorGenerates() {
        TestProject.Result result = project()
                .source("acme/W.java", "package acme;\n\n" + MARK + "interface W {}\n")
                .alsoRuns(new GeneratingProcessor("acme.Late", "package acme;\n\n" + MARK + "interface Late {}\n"))
                .compile()
                .clean();
        assertThat(result.outputs()).containsKeys("acme/WAssets.java", "acme/LateAssets.java");
    }

    private static final class GeneratingProcessor extends AbstractProcessor {
        private final String name;
        private final String text;
        private boolean done;

        GeneratingProcessor(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(
                Set<? extends TypeElement> annotations,
                RoundEnvironment round) {
            if (!done) {
                done = true;
                try (var out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                    out.write(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
