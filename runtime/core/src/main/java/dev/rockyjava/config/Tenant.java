package dev.rockyjava.config;

import dev.rockyjava.internal.name.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of the schema names whose values are tenants: the attribute {@code tenant}. Sources that differ only in it
 * are one set of assets, each built for all tenants.
 *
 * @param component the part's name in the schema pattern
 * @param partitionsName Dagster's name for the set of tenants; not used here
 * @param perSource whether each source of a tenant is run separately ({@code scope_runs_to_selection}), instead of
 *     all sources of the tenant together
 */
public record Tenant(String component, String partitionsName, boolean perSource) {

    private static final String COMPONENT = "component";
    private static final String PARTITIONS_NAME = "partitions_name";
    private static final String SYNC_PARTITIONS = "sync_partitions_from_discover";
    private static final String PER_SOURCE = "scope_runs_to_selection";

    private static final List<String> MEMBERS = List.of(COMPONENT, PARTITIONS_NAME, PER_SOURCE, SYNC_PARTITIONS);

    /**
     * Reads the members of the attribute.
     *
     * @throws ConfigException if one is missing, unknown or of the wrong type
     */
    static Tenant of(Map<String, @Nullable Object> members) {
        members.forEach((name, value) -> {
            if (!MEMBERS.contains(name)) {
                Nearest near = Nearest.of(name, MEMBERS);
                throw new ConfigException("tenant has no '" + name + "'" + near.text(), near.names());
            }
        });
        flag(members, SYNC_PARTITIONS);
        return new Tenant(text(members, COMPONENT), text(members, PARTITIONS_NAME), flag(members, PER_SOURCE));
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        return Optional.ofNullable(members.get(name))
                .flatMap(Attribute.Type.TEXT::accept)
                .map(String.class::cast)
                .orElseThrow(() -> new ConfigException("tenant." + name + " is a text, and has to be given"));
    }

    private static boolean flag(Map<String, @Nullable Object> members, String name) {
        Object value = members.get(name);
        return value != null
                && (Boolean) Attribute.Type.FLAG.accept(value).orElseThrow(() -> new ConfigException(
                        "tenant." + name + " is " + Attribute.Type.FLAG.words() + ", not '" + value + "'"));
    }
}
