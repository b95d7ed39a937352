package dev.rockyjava.engine;

/**
 * What an engine is.
 *
 * @param name for people: {@code "rocky"} or {@code "embedded DuckDB"}
 * @param version the engine's version, {@code "1.71.0"}; {@code "unknown"} when it doesn't tell
 */
public record EngineInfo(String name, String version) {

    @Override
    public String toString() {
        return name + " " + version;
    }
}
