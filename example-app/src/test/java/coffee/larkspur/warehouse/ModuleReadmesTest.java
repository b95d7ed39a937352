package coffee.larkspur.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java of the READMEs compiles as it stands, imports included, in the package of the annotated type. */
class ModuleReadmesTest {

    private static final Pattern JAVA = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path output;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "runtime/core/README.md", "runtime/cli/README.md", "runtime/embedded/README.md", "runtime/junit/README.md"})
    void everyBlockCompiles(String page) throws Exception {
        List<String> blocks = JAVA.matcher(Files.readString(Path.of("..", page))).results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        List<JavaFileObject> sources = new ArrayList<>();
        for (String block : blocks) {
            String imports = block.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
            String code = block.lines().filter(line -> !line.matches("(import|package) .*")).collect(Collectors.joining("\n"));
            sources.add(source("Block" + sources.size(), imports, code));
        }
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-Xlint:all", "-d", output.toString(), "-classpath", classPath()),
                        null,
                        sources)
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static JavaFileObject source(String name, String imports, String code) {
        return new SimpleJavaFileObject(URI.create("string:///coffee/larkspur/warehouse/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "package coffee.larkspur.warehouse;\n" + imports + "\nclass " + name
                        + " {\n    static void run(String... args) throws Exception {\n" + code + "\n    }\n}\n";
            }
        };
    }
}
