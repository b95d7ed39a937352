package dev.rockyjava.error;

import java.io.Serial;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A library that rocky-java uses is on the class path in a version that is too old. The message says which, and has the
 * lines to add to the build.
 */
public final class IncompatibleLibraryException extends RockyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String library;
    private final @Nullable String found;
    private final String needed;

    private IncompatibleLibraryException(
            String message,
            String library,
            Optional<String> found,
            String needed,
            String hint,
            @Nullable Throwable cause) {
        super(message, cause, List.of(), hint);
        this.library = library;
        this.found = found.orElse(null);
        this.needed = needed;
    }

    /**
     * Creates an exception.
     *
     * @param library see {@link #library()}
     * @param found a class of the library, which determines its version and place
     * @param needed see {@link #needed()}
     * @param user what needs that version
     * @param property the property by which Spring Boot's parent pom can be told another version, and its value:
     *     {@code name=value}
     */
    public static IncompatibleLibraryException of(
            String library, Class<?> found, String needed, String user, String property, @Nullable Throwable cause) {
        String group = library.substring(0, library.indexOf(':'));
        String artifact = library.substring(library.indexOf(':') + 1);
        String name = property.substring(0, property.indexOf('='));
        String value = property.substring(property.indexOf('=') + 1);
        Optional<String> version = version(found);
        String advice = """
                Choose the version in your build, by one of these:
                  Maven, in <dependencyManagement>:
                    <dependency>
                      <groupId>%1$s</groupId>
                      <artifactId>%2$s</artifactId>
                      <version>%3$s</version>
                    </dependency>
                  Maven with the parent spring-boot-starter-parent, in <properties>:
                    <%4$s>%5$s</%4$s>
                  Gradle with the plugin io.spring.dependency-management:
                    dependencyManagement { dependencies { dependency("%1$s:%2$s:%3$s") } }
                  Gradle without it, in dependencies:
                    implementation("%1$s:%2$s") { version { strictly("%3$s") } }""".formatted(group, artifact, needed, name, value);
        String message = artifact + version.map(" "::concat).orElse("") + place(found) + " is too old: " + user
                + " needs " + needed + " or newer, and another library or framework of this program brought its own. " + advice;
        return new IncompatibleLibraryException(message, library, version, needed, advice, cause);
    }

    private static Optional<String> version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion())
                .or(() -> Optional.ofNullable(type.getModule().getDescriptor()).flatMap(module -> module.rawVersion()));
    }

    private static String place(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : " (" + source.getLocation() + ")";
    }

    /** Returns the library as {@code group:artifact}. */
    public String library() {
        return library;
    }

    /** Returns the version on the class path; empty if the library doesn't say it. */
    public Optional<String> found() {
        return Optional.ofNullable(found);
    }

    /** Returns the oldest version that works. */
    public String needed() {
        return needed;
    }
}
