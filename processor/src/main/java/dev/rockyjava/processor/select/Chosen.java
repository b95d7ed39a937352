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
 * @param columns those whose columns get constants, if they have one themselves
 * @param problems what is wrong with the choice, each with where it is written; empty if that isn't the annotation
 */
public record Chosen(
        Set<AssetKey> assets, Set<AssetKey> columns, Map<Problem, Optional<AnnotationValue>> problems) {

    /** Returns all assets and columns: after an error, so that none is missing that the program uses. */
    public static Chosen everything(Definitions definitions) {
        Set<AssetKey> all = Set.copyOf(definitions.keys());
        return new Chosen(all, all, Map.of());
    }
}
