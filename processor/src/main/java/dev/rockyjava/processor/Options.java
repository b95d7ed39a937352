package dev.rockyjava.processor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said to the processor with {@code -A}.
 *
 * @param snapshot the snapshot to use in place of the one that the annotation names
 * @param projectDirectory the folder that relative paths begin at
 * @param discoverOnMissingState whether the engine may be asked for a snapshot that is missing, if the component wants it
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
