package dev.rockyjava.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What takes part in a build is chosen here, not by the version of Maven, nor by what lies on a class path. */
class PinnedPluginsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern FIXED = Pattern.compile("\\d[\\w.-]*|\\$\\{project\\.version}");
    private static final List<String> OF_EACH_BUILD = List.of("clean", "site", "install", "deploy");
    private static final List<String> OF_JARS = List.of("resources", "compiler", "surefire", "jar");

    private final Map<String, Element> poms = new TreeMap<>();

    PinnedPluginsTest() throws Exception {
        poms.put("", pom(""));
        for (Element module : all(poms.get(""), "module").toList()) {
            poms.put(module.getTextContent(), pom(module.getTextContent()));
        }
    }

    @Test
    void eachPluginHasAVersionEvenThoseThatMavenAddsByItself() {
        List<String> without = new ArrayList<>();
        poms.forEach((module, pom) -> plugins(module, pom).forEach(plugin -> {
            String version = version(pom, plugin).orElse("none");
            if (!FIXED.matcher(version).matches()) {
                without.add((module.isEmpty() ? "parent" : module) + ": " + plugin + " has the version " + version);
            }
        }));
        assertThat(without).as("plugins whose version Maven would choose; name it in the parent's pluginManagement").isEmpty();
    }

    @Test
    void aProcessorRunsOnlyIfItIsNamed() {
        assertThat(text(poms.get(""), "proc")).hasValue("none");
        poms.forEach((module, pom) -> all(pom, "proc").filter(proc -> !proc.getTextContent().equals("none")).forEach(proc ->
                assertThat(all((Element) proc.getParentNode(), "annotationProcessorPaths").count())
                        .as("annotationProcessorPaths beside <proc> in %s", module)
                        .isOne()));
    }

    @Test
    void noDependencyHasARange() {
        poms.forEach((module, pom) -> assertThat(all(pom, "dependency").map(each -> resolved(pom, text(each, "version").orElse("1"))))
                .as(module)
                .allMatch(version -> FIXED.matcher(version).matches() || version.equals("${api.before}")));
    }

    private static Stream<String> plugins(String module, Element pom) {
        String packaging = all(pom, "packaging").findFirst().map(Element::getTextContent).orElse("jar");
        Stream<String> added = Stream.concat(
                OF_EACH_BUILD.stream(), packaging.equals("pom") ? Stream.of() : OF_JARS.stream());
        return Stream.concat(
                        added.map(name -> "org.apache.maven.plugins:maven-" + name + "-plugin"),
                        all(pom, "plugin").map(PinnedPluginsTest::name))
                .distinct();
    }

    private static String name(Element plugin) {
        return text(plugin, "groupId").orElse("org.apache.maven.plugins") + ":" + text(plugin, "artifactId").orElseThrow();
    }

    private Optional<String> version(Element pom, String plugin) {
        Optional<String> here = all(pom, "plugin")
                .filter(each -> name(each).equals(plugin))
                .flatMap(each -> text(each, "version").stream())
                .findFirst();
        return here.map(version -> resolved(pom, version)).or(() -> parent(pom).flatMap(parent -> version(parent, plugin)));
    }

    private String resolved(Element pom, String version) {
        if (!version.startsWith("${") || version.startsWith("${project.")) {
            return version;
        }
        String property = version.substring(2, version.length() - 1);
        return all(pom, property).findFirst().map(Element::getTextContent)
                .or(() -> parent(pom).map(parent -> resolved(parent, version)))
                .orElse(version);
    }

    private Optional<Element> parent(Element pom) {
        return all(pom, "parent").findFirst().map(parent ->
                poms.get(text(parent, "artifactId").orElseThrow().equals("rocky-bom") ? "runtime/bom" : ""));
    }

    /** Returns the text of a direct child, or of any member of a whole pom. */
    private static Optional<String> text(Element element, String name) {
        boolean whole = element.getTagName().equals("project");
        return all(element, name)
                .filter(child -> whole || child.getParentNode() == element)
                .findFirst()
                .map(child -> child.getTextContent().strip());
    }

    private static Stream<Element> all(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
    }

    private static Element pom(String module) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile())
                .getDocumentElement();
    }
}
