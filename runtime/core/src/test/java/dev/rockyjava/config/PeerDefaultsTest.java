package dev.rockyjava.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every attribute that the peer has is known here, with the peer's default. */
class PeerDefaultsTest {

    /** Where we differ on purpose. The peer's way to execute is about how its server hears of it. */
    private static final Set<String> OTHER = Set.of("execution_mode");

    private static final String ASK = """
            import dataclasses, json
            from dagster_rocky import RockyComponent
            fields = RockyComponent.model_fields
            print(json.dumps({n: f.default if isinstance(f.default, (str, int, bool, type(None))) else None
                              for n, f in fields.items()}))
            """;

    @Test
    void sameAsThePeer(@TempDir Path folder) throws Exception {
        JsonNode peer = ask(folder);
        Set<String> unknown = new TreeSet<>();
        peer.properties().forEach(field -> {
            String name = field.getKey();
            if (Attribute.notUsed(name).isPresent() || Attribute.javaOnly(name)) {
                return;
            }
            Attribute attribute = Attribute.ofYamlName(name).orElse(null);
            if (attribute == null) {
                unknown.add(name);
            } else if (!OTHER.contains(name)) {
                String ours = attribute.standard().map(String::valueOf).orElse("null");
                String theirs = field.getValue().isNull() ? "null" : field.getValue().asString();
                assertThat(ours).as(name).isEqualTo(theirs);
            }
        });
        assertThat(unknown).isEmpty();
        assertThat(peer.size()).isGreaterThan(20);
    }

    private static JsonNode ask(Path folder) throws IOException, InterruptedException {
        String python = System.getProperty("rocky.peer.python", "");
        assumeFalse(
                python.isEmpty(), "no peer to compare with: run with -Drocky.peer.python=<a Python with dagster-rocky>");
        Path answer = folder.resolve("answer.json");
        Process process = new ProcessBuilder(python, "-c", ASK)
                .redirectOutput(answer.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(folder.resolve("errors.txt").toString()).isZero();
        return new JsonMapper().readTree(answer.toFile());
    }
}
