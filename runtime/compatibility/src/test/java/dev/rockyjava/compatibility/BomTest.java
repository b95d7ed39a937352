package dev.rockyjava.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is published has its version in rocky-bom, and names the annotations that Jackson 2 and 3 share. */
class BomTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("</parent>\\s*(?:<[^a].*>\\s*)*<artifactId>([^<]+)</artifactId>");

    @Test
    void managesEachPublishedArtifact() throws IOException {
        String bom = pom("runtime/bom");
        List<String> missing = new ArrayList<>();
        for (String module : published()) {
            String artifact = ARTIFACT.matcher(pom(module)).results().map(found -> found.group(1)).findFirst().orElseThrow();
            if (!bom.contains("<artifactId>" + artifact + "</artifactId>")) {
                missing.add(artifact);
            }
        }
        assertThat(missing).as("artifacts that runtime/bom/pom.xml doesn't manage").isEmpty();
    }

    /** Directly, so that they are nearer than those of most other libraries, and Maven takes them. */
    @Test
    void eachPublishedArtifactNamesTheAnnotations() throws IOException {
        List<String> without = new ArrayList<>();
        for (String module : published()) {
            String pom = pom(module);
            // The processor brings Jackson under another name.
            if (!module.equals("processor") && !pom.contains("<artifactId>jackson-annotations</artifactId>")) {
                without.add(module);
            }
        }
        assertThat(without)
                .as("modules whose pom.xml needs a dependency on com.fasterxml.jackson.core:jackson-annotations, see runtime/core/pom.xml")
                .isEmpty();
    }

    private static List<String> published() throws IOException {
        List<String> published = new ArrayList<>();
        for (MatchResult module : MODULE.matcher(pom("")).results().toList()) {
            if (!module.group(1).equals("runtime/bom") && !pom(module.group(1)).contains("<maven.deploy.skip>true<")) {
                published.add(module.group(1));
            }
        }
        assertThat(published).contains("runtime/core", "runtime/stores", "processor");
        return published;
    }

    private static String pom(String module) throws IOException {
        return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    }
}
