package dev.rockyjava.processor.select;

import dev.rockyjava.asset.AssetSpec;
import java.util.List;
import java.util.function.Predicate;

/**
 * One {@link dev.rockyjava.annotation.Select}.
 *
 * @param members those that aren't empty
 */
record AssetPattern(List<Member> members) {

    /** Every asset. */
    static final AssetPattern ALL = new AssetPattern(List.of());

    /** The values of one member; an asset fits if it fits one of them. */
    record Member(List<Value> values) {}

    /**
     * One value.
     *
     * @param shown how messages call it: {@code group = "marts"}
     */
    record Value(String shown, Predicate<AssetSpec> fits) {}

    static AssetPattern ofGroups(List<String> groups) {
        return new AssetPattern(List.of(new Member(groups.stream().map(AssetPattern::group).toList())));
    }

    static Value group(String name) {
        return value("group", name, spec -> spec.group().equals(name));
    }

    static Value kind(String word) {
        return value("kind", word, spec -> spec.tags().getOrDefault("rocky/kind", spec.kind().word()).equals(word));
    }

    static Value tag(String text) {
        int equals = text.indexOf('=');
        return value("tag", text, equals < 0
                ? spec -> spec.tags().containsKey(text)
                : spec -> text.substring(equals + 1).equals(spec.tags().get(text.substring(0, equals))));
    }

    /**
     * @throws IllegalArgumentException if the pattern ends in a lone {@code \}
     */
    static Value key(String text) {
        KeyPattern pattern = new KeyPattern(text);
        return value("key", text, spec -> pattern.matches(spec.key()));
    }

    private static Value value(String member, String text, Predicate<AssetSpec> fits) {
        return new Value(member + " = \"" + text + "\"", fits);
    }

    boolean matches(AssetSpec spec) {
        return members.stream().allMatch(member -> member.values().stream().anyMatch(value -> value.fits().test(spec)));
    }
}
