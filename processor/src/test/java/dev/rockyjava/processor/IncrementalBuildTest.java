package dev.rockyjava.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javapoet.TypeSpec;
import dev.rockyjava.processor.write.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** What Gradle asks of a processor that it runs on changed files only. */
class IncrementalBuildTest {

    @Test
    void saysThatItIsIsolating() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/gradle/incremental.annotation.processors")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(RockyProcessor.class.getName() + ",isolating\n"
                            + ReferenceProcessor.class.getName() + ",isolating");
        }
    }

    @Test
    void isRegistered() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/META-INF/services/javax.annotation.processing.Processor")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip())
                    .isEqualTo(ReferenceProcessor.class.getName() + "\n" + RockyProcessor.class.getName());
        }
    }

    @Test
    void everyFileHasTheAnnotatedTypeAsItsOnlyOrigin() throws IOException {
        List<Element> origins = new ArrayList<>();
        Element component = proxy(Element.class, "toString", "component");
        Filer filer = (Filer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Filer.class}, (self, method, arguments) -> {
                    origins.addAll(List.of((Element[]) arguments[arguments.length - 1]));
                    return method.getName().equals("createSourceFile")
                            ? proxy(JavaFileObject.class, "openWriter", new StringWriter())
                            : proxy(FileObject.class, "openOutputStream", OutputStream.nullOutputStream());
                });
        Output output = new Output(filer, "acme", component);
        output.source(TypeSpec.classBuilder("A").build());
        output.resource("A.rocky", new byte[] {1});
        output.nativeImageConfiguration("A", List.of("A.rocky", "A.properties"));
        assertThat(origins).containsExactly(component, component, component);
    }

    private static <T> T proxy(Class<T> type, String method, Object result) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) ->
                switch (called.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> called.getName().equals(method) ? result : null;
                }));
    }
}
