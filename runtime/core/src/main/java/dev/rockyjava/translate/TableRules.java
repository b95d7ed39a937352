package dev.rockyjava.translate;

import dev.rockyjava.internal.template.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules for source tables, which dagster-rocky also has: a value, or a template of one, for each of an asset's
 * members; or one template that produces a mapping of them.
 */
record TableRules(Optional<Template> whole, Map<String, @Nullable Object> members) {

    /** The supported members. */
    static final Set<String> MEMBERS = Set.of(
            "key", "key_prefix", "group_name", "description", "owners", "tags", "kinds", "metadata", "deps");

    /** Other members that Dagster accepts, which concern its scheduler. */
    static final Set<String> NOT_USED = Set.of(
            "automation_condition", "partitions_def", "freshness_policy", "skippable", "code_version");

    /** Creates rules that one template produces. */
    static TableRules of(Template whole) {
        return new TableRules(Optional.of(whole), Map.of());
    }

    /**
     * Creates rules from members.
     *
     * @param members a string in it has already been converted to a {@link Template}
     */
    static TableRules of(Map<String, @Nullable Object> members) {
        return new TableRules(Optional.empty(), new LinkedHashMap<>(members));
    }

    /** A member's value, which may be null. */
    record Given(String name, @Nullable Object value) {

        String text() {
            return Values.text(value);
        }

        Optional<String> optionalText() {
            return Optional.ofNullable(value).map(Values::text);
        }

        /** Returns the value as a list; null counts as an empty list, a single string as one element. */
        List<String> texts() {
            if (value == null) {
                return List.of();
            }
            return value instanceof List<?> list ? list.stream().map(Values::text).toList() : List.of(text());
        }

        /** Returns the value as a mapping; values that aren't strings are formatted as Python prints them. */
        Map<String, String> pairs() {
            Map<String, String> pairs = new LinkedHashMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, member) -> pairs.put(Values.text(key), Values.text(member)));
            } else if (value != null) {
                throw new TranslationException("translation: '" + name + "' is a mapping, not '" + text() + "'");
            }
            return pairs;
        }
    }

    /** Returns the value of a member; empty if there is no rule for it. */
    Optional<Given> given(String member, TableScope scope) {
        if (whole.isEmpty() && !members.containsKey(member)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> variables = scope.variables();
        Map<?, ?> all = whole.isPresent() ? made(whole.get(), variables) : members;
        Object value = all.get(member);
        if (member.equals("key") && value instanceof Template key) {
            return Optional.of(new Given(member, key.path(variables)));
        }
        return all.containsKey(member) ? Optional.of(new Given(member, resolved(value, variables))) : Optional.empty();
    }

    private static Map<?, ?> made(Template whole, Map<String, @Nullable Object> variables) {
        if (!(whole.value(variables) instanceof Map<?, ?> made)) {
            throw new TranslationException("translation: '" + whole + "' makes no mapping",
                    "write one, or an expression such as {{ {'group_name': source_type} }}", null);
        }
        for (Object member : made.keySet()) {
            String name = Values.text(member);
            if (!MEMBERS.contains(name) && !NOT_USED.contains(name)) {
                throw TranslationException.unknown("'" + name + "'", name, MEMBERS);
            }
        }
        return made;
    }

    private static @Nullable Object resolved(@Nullable Object value, Map<String, @Nullable Object> variables) {
        return Values.mapped(value, part -> part instanceof Template template ? template.value(variables) : part);
    }
}
