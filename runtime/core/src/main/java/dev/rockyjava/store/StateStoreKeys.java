package dev.rockyjava.store;

import dev.rockyjava.store.StateStoreException.Reason;
import java.util.regex.Pattern;

/** A state key as a name that every store can take. */
public final class StateStoreKeys {

    // By code point, as the Python peer does: a character outside the basic plane is one.
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private StateStoreKeys() {}

    /**
     * The key by the Python peer's rule: {@code __} for each character other than letters, digits, dot, underscore and
     * minus of ASCII.
     *
     * @throws StateStoreException if nothing usable is left: an empty key, {@code .} or {@code ..}
     */
    public static String sanitize(String key) {
        String sanitized = UNSAFE.matcher(key).replaceAll("__");
        // The rule lets these two through, and as a folder they are the one above: another component's, or anybody's.
        if (sanitized.isEmpty() || sanitized.equals(".") || sanitized.equals("..")) {
            throw new StateStoreException(
                    Reason.MISCONFIGURED,
                    "state key \"" + key + "\"",
                    "can't be the name of a snapshot",
                    "Give defs_state a key with a letter or digit in it, such as \"RockyComponent[rocky.toml]\".",
                    null);
        }
        return sanitized;
    }
}
