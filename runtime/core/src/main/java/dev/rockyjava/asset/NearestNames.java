package dev.rockyjava.asset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What exceptions about a name that doesn't exist have in common: the names that do exist and may have been meant. */
public interface NearestNames {

    /** The names, nearest first, as they are to be written; empty if there are none near. Asset keys in their text form. */
    List<String> nearest();

    /**
     * Returns the names that an exception offers, or else the first of its causes that offers any.
     *
     * @param thrown null for none
     * @return empty if nothing is offered
     */
    static List<String> of(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof NearestNames names && !names.nearest().isEmpty()) {
                return names.nearest();
            }
        }
        return List.of();
    }
}
