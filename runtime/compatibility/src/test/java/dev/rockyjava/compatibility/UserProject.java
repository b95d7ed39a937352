package dev.rockyjava.compatibility;

import java.util.List;

/**
 * The pom of a user's project, as far as it determines versions.
 *
 * @param name the name of its folder
 * @param parent the version of spring-boot-starter-parent; empty for no parent
 * @param properties lines of {@code <properties>}
 * @param managed entries of {@code <dependencyManagement>}, in this order
 * @param dependencies in this order
 */
record UserProject(String name, String parent, String properties, List<String> managed, List<String> dependencies) {

    /** rocky-java, as all of these projects declare it. */
    static final String OURS = dependency("dev.rockyjava", "rocky-runtime", version())
            + dependency("dev.rockyjava", "rocky-embedded", version());

    /** The stores that need a client library. */
    static final String OUR_STORES = dependency("dev.rockyjava", "rocky-stores", version());

    /** Lineage, which brings OpenLineage's client and with it Jackson 2. */
    static final String OUR_OPENLINEAGE = dependency("dev.rockyjava", "rocky-openlineage", version());

    static final String OUR_TEMPORAL = dependency("dev.rockyjava", "rocky-temporal", version());

    /** What a Spring Boot application has of Jackson 2; Spring Boot manages the version. */
    static final String JACKSON_2 = dependency("com.fasterxml.jackson.core", "jackson-databind", "")
            + dependency("com.fasterxml.jackson.datatype", "jackson-datatype-jsr310", "");

    // Only what these bring of Jackson matters; the exclusions keep downloads small.
    static final String TEMPORAL = dependency(
            "io.temporal", "temporal-sdk", "1.38.0", "io.temporal", "io.grpc", "io.micrometer", "io.nexusrpc", "com.google.guava");
    static final String WHOLE_TEMPORAL = dependency("io.temporal", "temporal-sdk", "1.38.0");
    static final String OPENLINEAGE = dependency(
            "io.openlineage", "openlineage-java", "1.55.0", "io.micrometer", "org.apache.httpcomponents.client5");

    static final String OUR_BOM = imported("dev.rockyjava", "rocky-bom", version());

    static UserProject of(String name) {
        return new UserProject(name, "", "", List.of(), List.of(OURS));
    }

    UserProject withParent(String springBoot) {
        return new UserProject(name, springBoot, properties, managed, dependencies);
    }

    UserProject withProperty(String line) {
        return new UserProject(name, parent, line, managed, dependencies);
    }

    UserProject managing(String... entries) {
        return new UserProject(name, parent, properties, List.of(entries), dependencies);
    }

    UserProject with(String... inOrder) {
        return new UserProject(name, parent, properties, managed, List.of(inOrder));
    }

    static String springBoot(String version) {
        return imported("org.springframework.boot", "spring-boot-dependencies", version);
    }

    private static String imported(String group, String artifact, String version) {
        return dependency(group, artifact, version).replace("</version>", "</version><type>pom</type><scope>import</scope>");
    }

    private static String dependency(String group, String artifact, String version, String... excludedGroups) {
        StringBuilder text = new StringBuilder("<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>");
        if (!version.isEmpty()) {
            text.append("<version>").append(version).append("</version>");
        }
        text.append("<exclusions>");
        for (String excluded : excludedGroups) {
            text.append("<exclusion><groupId>").append(excluded).append("</groupId><artifactId>*</artifactId></exclusion>");
        }
        return text.append("</exclusions></dependency>\n").toString().replace("<exclusions></exclusions>", "");
    }

    /** Returns the version of this build; empty if Maven doesn't run the test. */
    static String version() {
        return System.getProperty("rocky.version", "");
    }

    /**
     * Returns the pom.
     *
     * @param plugin what writes the class path, as an element of {@code <plugins>}
     */
    String pom(String plugin) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  %s
                  <groupId>com.acme</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <properties>%s</properties>
                  <dependencyManagement><dependencies>
                %s
                  </dependencies></dependencyManagement>
                  <dependencies>
                %s
                  </dependencies>
                  <build><plugins>%s</plugins></build>
                </project>
                """.formatted(
                parent.isEmpty() ? "" : "<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent"
                        + "</artifactId><version>" + parent + "</version><relativePath/></parent>",
                name, properties, String.join("", managed), String.join("", dependencies), plugin);
    }
}
