package dev.rockyjava.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's programs compile as they stand, and its tables have the names that are in the code. */
class TelemetryPageTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern METER = Pattern.compile("\"(rocky\\.[a-z.]+)\"");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
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
        List<String> blocks = JAVA.matcher(page()).results().map(block -> block.group(1)).toList();
        assertThat(blocks).hasSize(3);
        List<JavaFileObject> sources = new ArrayList<>(List.of(source("WarehouseDefinitions", GENERATED)));
        for (String block : blocks) {
            String name = "Block" + sources.size();
            sources.add(source(name, "package acme;\n" + lines(block, true) + "\nclass " + name + " {\nvoid run() throws Exception {\n"
                    + lines(block, false) + "\n}\n}\n"));
        }
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(messages, null, null, List.of("-proc:none", "-d", output.toString(), "-classpath", classPath()), null, sources)
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    @Test
    void theTablesOfTracesHaveTheirNames() throws IOException {
        String traces = page().substring(page().indexOf("## Traces"), page().indexOf("## Metrics"));
        List<String> documented = traces.lines()
                .filter(line -> line.startsWith("|"))
                .flatMap(row -> QUOTED.matcher(row).results().map(name -> name.group(1)))
                .toList();
        List<String> names = Stream.of(TraceNames.class.getDeclaredFields()).map(TelemetryPageTest::value).toList();
        assertThat(documented).containsAll(names);
        assertThat(documented).filteredOn(name -> name.startsWith("rocky.")).allMatch(names::contains);
    }

    private static String value(Field field) {
        try {
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theTableOfMetricsHasTheirNames() throws IOException {
        String code = Files.readString(Path.of("src/main/java/dev/rockyjava/telemetry/RockyMetrics.java"));
        List<String> rows = page().substring(page().indexOf("| metric |"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(
                METER.matcher(code).results().map(name -> name.group(1)).collect(Collectors.toSet()));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("README.md"));
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
