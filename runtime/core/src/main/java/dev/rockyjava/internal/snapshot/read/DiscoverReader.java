package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.internal.snapshot.read.Snapshot.ConfiguredCheck;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discover;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discovered;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.translate.SourceInfo;
import dev.rockyjava.translate.SourceInfo.Component;
import dev.rockyjava.translate.TableInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the {@code discover} slot (ENGINE.md §2.1). */
final class DiscoverReader {

    private final JsonCursor json;
    private List<Located<Discovered>> sources = List.of();
    private Optional<Duration> freshness = Optional.empty();
    private final Map<String, List<ConfiguredCheck>> configured = new TreeMap<>();

    DiscoverReader(JsonCursor json) {
        this.json = json;
    }

    Discover read() {
        json.object(member -> {
            switch (member) {
                case "sources" -> sources = json.array(this::source);
                case "checks" -> json.optionalObject(this::checks);
                default -> {}
            }
        });
        return new Discover(List.copyOf(sources), freshness, Collections.unmodifiableMap(configured));
    }

    private void checks(String member) {
        switch (member) {
            case "freshness" -> json.optionalObject(setting -> {
                if (setting.equals("threshold_seconds")) {
                    freshness = Optional.of(Duration.ofSeconds(json.count()));
                }
            });
            case "configured_checks" ->
                json.optionalObject(table -> configured.put(table, List.copyOf(json.array(this::check))));
            default -> {}
        }
    }

    private ConfiguredCheck check() {
        Location at = json.here();
        Map<String, String> members = json.texts();
        return new ConfiguredCheck(
                json.require(members.get("name"), "name", at), "true".equals(members.get("candidate")));
    }

    private Located<Discovered> source() {
        Location at = json.here();
        var source = new Object() {
            @Nullable String id;
            @Nullable String type;
            Optional<String> lastSyncAt = Optional.empty();
        };
        List<Component> components = new ArrayList<>();
        Map<String, String> metadata = new TreeMap<>();
        List<TableInfo> tables = new ArrayList<>();
        json.object(member -> {
            switch (member) {
                case "id" -> source.id = json.text();
                case "source_type" -> source.type = json.text();
                case "last_sync_at" -> source.lastSyncAt = json.optionalText();
                case "components" -> json.object(name -> components.add(component(name)));
                case "metadata" -> json.optionalObject(name -> metadata.put(name, json.textOrJson()));
                case "tables" -> tables.addAll(json.array(this::table));
                default -> {}
            }
        });
        SourceInfo info = new SourceInfo(
                json.require(source.id, "id", at),
                json.require(source.type, "source_type", at),
                components,
                source.lastSyncAt,
                metadata);
        return new Located<>(new Discovered(info, List.copyOf(tables)), at);
    }

    private Component component(String name) {
        return json.isArray()
                ? new Component(name, json.array(json::text), true)
                : new Component(name, List.of(json.text()), false);
    }

    private TableInfo table() {
        Location at = json.here();
        var table = new Object() {
            @Nullable String name;
            Optional<Long> rows = Optional.empty();
        };
        json.object(member -> {
            switch (member) {
                case "name" -> table.name = json.text();
                case "row_count" -> table.rows = json.isNull() ? Optional.empty() : Optional.of(json.count());
                default -> {}
            }
        });
        return new TableInfo(json.require(table.name, "name", at), table.rows);
    }
}
