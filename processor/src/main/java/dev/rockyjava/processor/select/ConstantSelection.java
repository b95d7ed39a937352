package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.selection.AmbiguousAssetException;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.asset.selection.SelectionSyntaxException;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * The user's selection of what gets constants. It doesn't affect the definitions, which are always complete.
 *
 * @param include the assets that get constants; empty for all
 * @param exclude the assets that get none, even if included
 * @param columns the assets whose columns get constants
 */
public record ConstantSelection(List<SelectionText> include, List<SelectionText> exclude, List<SelectionText> columns) {

    /** The processor option that selects the assets whose columns get constants. It overrides the annotation. */
    public static final String OPTION = "rocky.columns";

    /** Returns a copy with the columns that the option selects; null leaves the columns unchanged. */
    public ConstantSelection withOption(@Nullable String option) {
        if (option == null) {
            return this;
        }
        List<SelectionText> given = switch (option.strip()) {
            case "none" -> List.of();
            case "all" -> List.of(new SelectionText(SelectionText.ALL, Optional.empty()));
            default -> List.of(new SelectionText(option, Optional.empty()));
        };
        return new ConstantSelection(include, exclude, given);
    }

    /**
     * Returns the chosen assets of these definitions.
     *
     * @return the chosen assets, with the selections that are invalid or match nothing as problems
     */
    public Chosen of(Definitions definitions) {
        Map<Problem, Optional<AnnotationValue>> problems = new LinkedHashMap<>();
        Set<AssetKey> assets = include.isEmpty()
                ? new HashSet<>(definitions.keys())
                : resolve(include, definitions, problems);
        assets.removeAll(resolve(exclude, definitions, problems));
        return new Chosen(assets, resolve(columns, definitions, problems), problems);
    }

    private static Set<AssetKey> resolve(
            List<SelectionText> texts, Definitions definitions, Map<Problem, Optional<AnnotationValue>> problems) {
        Set<AssetKey> keys = new HashSet<>();
        for (SelectionText text : texts) {
            try {
                keys.addAll(selection(text.text()).resolve(definitions));
            } catch (UnknownAssetException | EmptySelectionException e) {
                problems.putIfAbsent(problem(ProblemId.NOTHING_SELECTED, text, e), text.place());
            } catch (SelectionSyntaxException | AmbiguousAssetException | IllegalArgumentException e) {
                problems.putIfAbsent(problem(ProblemId.WRONG_SELECTION, text, e), text.place());
            }
        }
        return keys;
    }

    private static AssetSelection selection(String text) {
        // Parsed, it would be an error in definitions without any asset.
        return text.equals(SelectionText.ALL) ? AssetSelection.all() : AssetSelection.parse(text);
    }

    private static Problem problem(ProblemId id, SelectionText text, RuntimeException e) {
        String option = text.place().isPresent()
                ? ""
                : "the option -A" + OPTION + " is \"" + text.text() + "\", not all, none or a selection: ";
        return Problem.of(id, option + e.getMessage(), null);
    }
}
