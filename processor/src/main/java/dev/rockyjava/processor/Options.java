package dev.rockyjava.processor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processor's {@code -A} options.
 *
 * @param snapshot the snapshot to use instead of the one that the annotation names
 * @param projectDirectory the folder that relative paths are resolved against
 * @param discoverOnMissingState whether the engine may be asked for a missing snapshot if the component allows it
 *     too; off by default
 */
record Options(Optional<String> snapshot, Optional<String> projectDirectory, boolean discoverOnMissingState) {

    static final String SNAPSHOT = "rocky.snapshot";
    static final String PROJECT_DIRECTORY = "rocky.projectDir";
    static final String DISCOVER_ON_MISSING_STATE = "rocky.discoverOnMissingState";
    static final Set<String> NAMES = Set.of(SNAPSHOT, PROJECT_DIRECTORY, DISCOVER_ON_MISSING_STATE);

    static Options of(Map<String, String> options) {
        return new Options(
                Optional.ofNullable(options.get(SNAPSHOT)).filter(value -> !value.isBlank()),
                Optional.ofNullable(options.get(PROJECT_DIRECTORY)).filter(value -> !value.isBlank()),
                Boolean.parseBoolean(options.get(DISCOVER_ON_MISSING_STATE)));
    }
}
