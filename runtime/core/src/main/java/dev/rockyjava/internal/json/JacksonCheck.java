package dev.rockyjava.internal.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSerializeAs;
import dev.rockyjava.error.IncompatibleLibraryException;
import tools.jackson.databind.cfg.PackageVersion;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Checks that Jackson 3 has the annotations that it needs. It shares their artifact with Jackson 2, so whoever chooses
 * the version of Jackson 2, such as Spring Boot 3, chooses theirs too.
 */
public final class JacksonCheck {

    private static final String LIBRARY = "com.fasterxml.jackson.core:jackson-annotations";

    /** The first version with {@link JsonSerializeAs}, the newest annotation that Jackson 3.1 uses. */
    static final String NEEDED = "2.21";

    /** A version of Jackson 2 that comes with the annotations {@link #NEEDED}. */
    static final String JACKSON_2 = "2.21.4";

    private static volatile boolean passed;

    private JacksonCheck() {}

    /**
     * Does nothing if mappers can be created. What creates one later calls this early, so that a program which can't
     * work doesn't start.
     *
     * @throws IncompatibleLibraryException if the annotations on the class path are too old
     */
    public static void run() {
        if (!passed) {
            try {
                // Every mapper has one; its static initializer is what fails. Jackson 3.0 works with older annotations,
                // which a comparison of versions would have to know.
                new JacksonAnnotationIntrospector();
                passed = true;
            } catch (LinkageError e) {
                throw failure(e);
            }
        }
    }

    private static RuntimeException failure(LinkageError cause) {
        if (hasNeeded()) {
            throw cause;
        }
        return IncompatibleLibraryException.of(
                LIBRARY,
                JsonFormat.class,
                NEEDED,
                "Jackson " + PackageVersion.VERSION + ", which rocky-java uses,",
                "jackson-bom.version=" + JACKSON_2,
                cause);
    }

    private static boolean hasNeeded() {
        try {
            return JsonSerializeAs.class.isAnnotation();
        } catch (NoClassDefFoundError e) {
            return false;
        }
    }
}
