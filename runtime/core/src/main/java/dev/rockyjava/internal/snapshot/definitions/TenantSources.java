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
 * Sources of tenants, which differ by one part of their schemas' names alone. As dagster-rocky has them: a table of any of
 * them is one asset of all. The first by id stands for the others, so that the order in the snapshot doesn't matter.
 */
record TenantSources(SourceInfo source, List<Located<Discovered>> members) {

    /** What a collapsed table's key as the engine reports it has in the tenant's place. */
    static final String ANY = "*";

    /** What describes one tenant's source rather than all of them. */
    private static final List<String> OF_ONE_TENANT = List.of("source_id", "last_sync_at", "row_count");

    /** The sources with the tenant's part, grouped by all others; the rest is left out with a warning. */
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

    /** The tables that any of them has, each as the first one has it. */
    Collection<TableInfo> tables() {
        Map<String, TableInfo> tables = new LinkedHashMap<>();
        members.forEach(member -> member.value().tables().forEach(table -> tables.putIfAbsent(table.name(), table)));
        return tables.values();
    }

    /** The sources that have a table. */
    List<SourceInfo> having(TableInfo table) {
        return members.stream()
                .filter(member -> member.value().tables().stream().anyMatch(other -> other.name().equals(table.name())))
                .map(member -> member.value().source())
                .toList();
    }

    /** The first of them with any tenant. */
    SourceInfo ofAnyTenant(Tenant tenant) {
        SourceInfo first = members.get(0).value().source();
        List<Component> components = first.components().stream()
                .map(component -> component.name().equals(tenant.component())
                        ? new Component(component.name(), List.of(ANY), false)
                        : component)
                .toList();
        return new SourceInfo(first.id(), first.sourceType(), components, first.lastSyncAt(), first.metadata());
    }

    /** The metadata without what is one tenant's. */
    static Map<String, String> neutral(Map<String, String> metadata) {
        Map<String, String> neutral = new LinkedHashMap<>(metadata);
        neutral.keySet().removeAll(OF_ONE_TENANT);
        return neutral;
    }
}
