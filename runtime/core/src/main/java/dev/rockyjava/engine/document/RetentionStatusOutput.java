package dev.rockyjava.engine.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rocky retention-status} prints (ENGINE.md §2.15).
 *
 * @param models one row per model
 */
public record RetentionStatusOutput(String version, String command, List<ModelRetention> models) {

    public RetentionStatusOutput {
        version = MissingFields.orEmpty(version);
        command = MissingFields.orEmpty(command);
        models = MissingFields.orEmpty(models);
    }

    /**
     * How long the rows of one model are kept.
     *
     * @param configuredDays what the model's file says; null when it says nothing
     * @param warehouseDays what the warehouse does; null when the engine didn't look, and 1.71 never does without
     *     {@code --drift}
     * @param inSync whether the two are the same; true when neither is known
     */
    public record ModelRetention(
            String model, @Nullable Long configuredDays, @Nullable Long warehouseDays, boolean inSync) {

        public ModelRetention {
            model = MissingFields.orEmpty(model);
        }
    }
}
