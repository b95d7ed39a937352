package dev.rockyjava.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of the README compiles as it stands, imports included, beside a generated class and a client. */
class TemporalPageTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String GENERATED = """
            package acme;
            final class WarehouseDefinitions {
                static dev.rockyjava.RockyComponent component() {
                    throw new IllegalStateException("only compiled");
                }
                static dev.rockyjava.asset.Definitions get() {
                    return dev.rockyjava.asset.Definitions.empty();
                }
            }
            """;

    @TempDir
    Path output;

    @Test
    void everyBlockCompiles() throws IOException {
        List<String> blocks = JAVA.matcher(Files.readString(Path.of("README.md"))).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(3);
        List<JavaFileObject> sources = new ArrayList<>(List.of(source("WarehouseDefinitions", GENERATED)));
        for (String block : blocks) {
            if (block.contains("public final class ScheduledDriver")) {
                sources.add(source("ScheduledDriver", "package acme;\n" + block));
                continue;
            }
            String name = "Block" + sources.size();
            // The second block uses the client of the first.
            String client = block.contains("WorkflowClient client") ? "" : "io.temporal.client.WorkflowClient client";
            sources.add(source(name, "package acme;\n" + lines(block, true) + "\nclass " + name + " {\nvoid run(" + client
                    + ") throws Exception {\n" + lines(block, false) + "\n}\n}\n"));
        }
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, List.of("-proc:none", "-d", output.toString(), "-classpath", classPath()), null, sources)
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static String lines(String block, boolean imports) {
        return block.lines().filter(line -> line.startsWith("import ") == imports).collect(Collectors.joining("\n"));
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///acme/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
