package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.snapshot.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;

/**
 * The assets that get constants.
 *
 * @param assets the keys of those assets
 * @param columns the keys of the assets whose columns get constants too
 * @param problems the problems of the selections, each with its place; empty for a place outside the annotation
 */
public record Chosen(
        Set<AssetKey> assets, Set<AssetKey> columns, Map<Problem, Optional<AnnotationValue>> problems) {

    /** Returns all assets and columns. Used after an error, so that no constant is missing that the program uses. */
    public static Chosen everything(Definitions definitions) {
        Set<AssetKey> all = Set.copyOf(definitions.keys());
        return new Chosen(all, all, Map.of());
    }
}
