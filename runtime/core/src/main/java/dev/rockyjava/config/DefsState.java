package dev.rockyjava.config;

import dev.rockyjava.internal.name.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the snapshot is stored: the attribute {@code defs_state}.
 *
 * @param managementType {@code LOCAL_FILESYSTEM}, or the name of another store
 * @param key key of the snapshot in its store; empty for the default, which dagster-rocky derives from {@code
 *     config_path}
 * @param path explicit path instead of dagster-rocky's; only for the local file system
 * @param options every other member, for the store; a local file has none
 */
public record DefsState(
        String managementType, Optional<String> key, Optional<String> path, Map<String, String> options) {

    /** dagster-rocky's word for a file on this machine, and the default. */
    public static final String LOCAL_FILESYSTEM = "LOCAL_FILESYSTEM";

    // Dagster keeps such a snapshot in its server's memory.
    private static final String IN_SERVER_MEMORY = "LEGACY_CODE_SERVER_SNAPSHOTS";

    // Says when Dagster's development server refreshes; this library never refreshes automatically.
    private static final String REFRESH_IF_DEV = "refresh_if_dev";

    private static final List<String> LOCAL_MEMBERS = List.of("management_type", "key", "path", REFRESH_IF_DEV);

    /** Copies the options, preserving their order. */
    public DefsState {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Reads the members of the attribute.
     *
     * @throws ConfigException if they contradict one another, or if one is unknown and the store is a local file
     */
    static DefsState of(Map<String, @Nullable Object> members) {
        Map<String, String> texts = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof Map || value instanceof List) {
                throw new ConfigException("defs_state." + name + " is a text, not " + value);
            }
            // A member without a value, and dagster-rocky's empty key, count as absent.
            if (value != null && !value.equals("~") && !(name.equals("key") && value.equals(""))) {
                texts.put(name, String.valueOf(value));
            }
        });
        String type = Optional.ofNullable(texts.remove("management_type")).orElse(LOCAL_FILESYSTEM);
        String word = type.toUpperCase(Locale.ROOT);
        if (word.equals(IN_SERVER_MEMORY)) {
            throw ConfigException.of("defs_state.management_type " + type + " keeps the snapshot in the memory of Dagster's"
                    + " code server, which isn't here", "use " + LOCAL_FILESYSTEM);
        }
        boolean local = word.equals(LOCAL_FILESYSTEM);
        Optional<String> key = Optional.ofNullable(texts.remove("key"));
        Optional<String> path = Optional.ofNullable(texts.remove("path"));
        texts.remove(REFRESH_IF_DEV);
        if (!local && path.isPresent()) {
            throw ConfigException.of(
                    "defs_state.path is for " + LOCAL_FILESYSTEM + " only, not for " + type, "take one of the two out");
        }
        if (local && !texts.isEmpty()) {
            String name = texts.keySet().iterator().next();
            Nearest near = Nearest.of(name, LOCAL_MEMBERS);
            throw new ConfigException(
                    "defs_state has no '" + name + "' for " + LOCAL_FILESYSTEM + near.text(), near.names());
        }
        return new DefsState(local ? LOCAL_FILESYSTEM : type, key, path, texts);
    }

    /** Returns whether the snapshot is a file on this machine. */
    public boolean isLocal() {
        return managementType.equals(LOCAL_FILESYSTEM);
    }
}
