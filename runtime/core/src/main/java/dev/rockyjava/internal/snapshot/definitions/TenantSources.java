package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.config.Tenant;
import dev.rockyjava.internal.snapshot.read.Problems;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discovered;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.SourceInfo.Component;
import dev.rockyjava.translate.TableInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sources of tenants, which differ only in one component of their schema names. As in dagster-rocky, a table of any
 * of them becomes one asset for all. The first source by id represents the others, so that the order in the snapshot
 * doesn't matter.
 */
record TenantSources(SourceInfo source, List<Located<Discovered>> members) {

    /** Stands for the tenant in a collapsed table's key as the engine reports it. */
    static final String ANY = "*";

    /** Metadata that describes one tenant's source rather than all of them. */
    private static final List<String> OF_ONE_TENANT = List.of("source_id", "last_sync_at", "row_count");

    /** Groups the sources with the tenant component by all other components; the rest is left out with a warning. */
    static Collection<TenantSources> of(Collection<Located<Discovered>> sources, Tenant tenant, Problems problems) {
        List<Located<Discovered>> sorted = new ArrayList<>(sources);
        sorted.sort(Comparator.comparing(located -> located.value().source().id()));
        Map<Object, TenantSources> groups = new LinkedHashMap<>();
        for (Located<Discovered> located : sorted) {
            SourceInfo source = located.value().source();
            Optional<Component> part = source.component(tenant.component());
            if (part.filter(component -> !component.repeated()).isEmpty()) {
                problems.add(
                        ProblemId.SOURCE_WITHOUT_TENANT,
                        "the source " + source.id() + " is left out: the tenant's component '" + tenant.component() + "' is "
                                + (part.isEmpty() ? "missing" : "repeated") + " in it; take tenant out, or name a component"
                                + " that every source has once",
                        located.location());
                continue;
            }
            Map<String, List<String>> others = new HashMap<>();
            SourceInfo stripped = stripped(source, tenant);
            stripped.components().forEach(component -> others.put(component.name(), component.values()));
            groups.computeIfAbsent(List.of(source.sourceType(), others), key -> new TenantSources(stripped, new ArrayList<>()))
                    .members()
                    .add(located);
        }
        return groups.values();
    }

    private static SourceInfo stripped(SourceInfo source, Tenant tenant) {
        List<Component> others = source.components().stream()
                .filter(component -> !component.name().equals(tenant.component()))
                .toList();
        return new SourceInfo(source.id(), source.sourceType(), others, source.lastSyncAt(), source.metadata());
    }

    /** Returns the tables of all members; a table of several is taken from the first. */
    Collection<TableInfo> tables() {
        Map<String, TableInfo> tables = new LinkedHashMap<>();
        members.forEach(member -> member.value().tables().forEach(table -> tables.putIfAbsent(table.name(), table)));
        return tables.values();
    }

    /** Returns the sources that have a table. */
    List<SourceInfo> having(TableInfo table) {
        return members.stream()
                .filter(member -> member.value().tables().stream().anyMatch(other -> other.name().equals(table.name())))
                .map(member -> member.value().source())
                .toList();
    }

    /** Returns the first member, with {@link #ANY} in place of the tenant. */
    SourceInfo ofAnyTenant(Tenant tenant) {
        SourceInfo first = members.get(0).value().source();
        List<Component> components = first.components().stream()
                .map(component -> component.name().equals(tenant.component())
                        ? new Component(component.name(), List.of(ANY), false)
                        : component)
                .toList();
        return new SourceInfo(first.id(), first.sourceType(), components, first.lastSyncAt(), first.metadata());
    }

    /** Returns the metadata without the entries that describe one tenant. */
    static Map<String, String> neutral(Map<String, String> metadata) {
        Map<String, String> neutral = new LinkedHashMap<>(metadata);
        neutral.keySet().removeAll(OF_ONE_TENANT);
        return neutral;
    }
}
