package dev.rockyjava.internal.text;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NearestKeys;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody may have meant who wrote a name that there isn't. */
public final class Nearest {

    private Nearest() {}

    /** The end of a message: the names that are like it, or all. */
    public static String of(String wrong, List<String> names) {
        List<AssetKey> known = names.stream().map(AssetKey::of).toList();
        List<AssetKey> near = NearestKeys.of(AssetKey.of(wrong), known);
        return near.isEmpty()
                ? "; there are " + String.join(", ", names)
                : near.stream().map(AssetKey::name).collect(Collectors.joining(", ", "; did you mean ", "?"));
    }
}
