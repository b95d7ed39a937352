package dev.rockyjava.translate;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NearestKeys;
import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A {@code translation}, or the translator that a configuration names, can't be used. The message says what to write. */
public final class TranslationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public TranslationException(String message) {
        super(message);
    }

    public TranslationException(String message, Throwable cause) {
        super(message, cause);
    }

    static TranslationException unknown(String what, String name, Collection<String> known) {
        List<AssetKey> near = NearestKeys.of(
                AssetKey.of(name), known.stream().map(AssetKey::of).toList());
        String hint = near.isEmpty()
                ? "; there are " + String.join(", ", new TreeSet<>(known))
                : near.stream().map(AssetKey::name).collect(Collectors.joining(", ", "; did you mean ", "?"));
        return new TranslationException("translation: " + what + " is not known" + hint);
    }
}
