package dev.rockyjava.engine.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code rocky retention-status} (ENGINE.md §2.15).
 *
 * @param models one row per model
 */
public record RetentionStatusOutput(String version, String command, List<ModelRetention> models) {

    public RetentionStatusOutput {
        models = MissingFields.orEmpty(models);
    }

    /**
     * How long the rows of one model are kept.
     *
     * @param configuredDays days according to the model's file; null if not configured
     * @param warehouseDays days in effect in the warehouse; null if the engine didn't check, which 1.71 does only
     *     with {@code --drift}
     * @param inSync whether the two are equal; true if neither is known
     */
    public record ModelRetention(
            String model, @Nullable Long configuredDays, @Nullable Long warehouseDays, boolean inSync) {}
}
