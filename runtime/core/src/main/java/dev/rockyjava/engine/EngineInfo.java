package dev.rockyjava.engine;

/**
 * An engine's name and version.
 *
 * @param name name to display: {@code "rocky"} or {@code "embedded DuckDB"}
 * @param version the engine's version, such as {@code "1.71.0"}; {@code "unknown"} if it doesn't report one
 */
public record EngineInfo(String name, String version) {

    @Override
    public String toString() {
        return name + " " + version;
    }
}
