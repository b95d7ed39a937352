package dev.rockyjava.store;

import dev.rockyjava.store.StateStoreException.Reason;
import java.util.regex.Pattern;

/** Converts state keys to names that every store accepts. */
public final class StateStoreKeys {

    // By code point, as dagster-rocky does: a character outside the basic plane is a single one.
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._-]");

    private StateStoreKeys() {}

    /**
     * Returns the key by dagster-rocky's rule: each character other than ASCII letters, digits, dot, underscore and
     * hyphen is replaced by {@code __}.
     *
     * @throws StateStoreException if the result can't be used: an empty key, {@code .} or {@code ..}
     */
    public static String sanitize(String key) {
        String sanitized = UNSAFE.matcher(key).replaceAll("__");
        // The rule allows these two, but as folders they are the folder itself and its parent, which may hold
        // anything.
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
