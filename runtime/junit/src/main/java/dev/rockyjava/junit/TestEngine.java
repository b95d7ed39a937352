package dev.rockyjava.junit;

import java.util.Optional;

/** The engine that builds the models of a test. */
public enum TestEngine {
    /**
     * The one that the JUnit configuration parameter or system property {@code rocky.junit.engine} names: {@code embedded}, the
     * default, or {@code rocky}.
     */
    CONFIGURED,
    /** The embedded engine, inside the JVM. */
    EMBEDDED,
    /** The {@code rocky} binary that the project is configured with. A test fails if it isn't there. */
    ROCKY;

    /** The name of the configuration parameter. */
    static final String PARAMETER = "rocky.junit.engine";

    /** Returns the engine for this choice; never {@link #CONFIGURED}. */
    TestEngine chosen(Optional<String> parameter) {
        if (this != CONFIGURED) {
            return this;
        }
        return switch (parameter.orElse("embedded")) {
            case "embedded" -> EMBEDDED;
            case "rocky" -> ROCKY;
            default -> throw new SandboxException(PARAMETER + " is '" + parameter.orElse("") + "'; use embedded or rocky");
        };
    }
}
