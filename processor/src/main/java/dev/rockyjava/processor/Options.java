package dev.rockyjava.processor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be said to the processor with {@code -A}.
 *
 * @param snapshot the snapshot to use in place of the one that the annotation names
 * @param projectDirectory the folder that relative paths begin at
 */
record Options(Optional<String> snapshot, Optional<String> projectDirectory) {

    static final String SNAPSHOT = "rocky.snapshot";
    static final String PROJECT_DIRECTORY = "rocky.projectDir";
    static final Set<String> NAMES = Set.of(SNAPSHOT, PROJECT_DIRECTORY);

    static Options of(Map<String, String> options) {
        return new Options(
                Optional.ofNullable(options.get(SNAPSHOT)).filter(value -> !value.isBlank()),
                Optional.ofNullable(options.get(PROJECT_DIRECTORY)).filter(value -> !value.isBlank()));
    }
}
