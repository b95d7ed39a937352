package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Writes assets, member by member: an array of numbers is small when it is compressed, and fast to read. 0 stands for an empty list. */
final class AssetWriter {

    private final JsonGenerator json;
    private final TextTable texts;
    private final Map<AssetKey, Integer> numbers;
    private final List<String> groups;

    AssetWriter(JsonGenerator json, TextTable texts, Map<AssetKey, Integer> numbers, List<String> groups) {
        this.json = json;
        this.texts = texts;
        this.numbers = numbers;
        this.groups = groups;
    }

    void write(List<PageAsset> assets) {
        json.writeStartObject();
        numbers(assets, "key", asset -> texts.of(asset.spec().key().toString()));
        numbers(assets, "kind", asset -> PageWords.KINDS.indexOf(asset.spec().kind().word()));
        numbers(assets, "group", asset -> groups.indexOf(asset.spec().group()));
        numbers(assets, "state", asset -> PageWords.STATES.indexOf(asset.state()));
        numbers(assets, "description", asset -> texts.of(asset.spec().description()));
        numbers(assets, "pipeline", asset -> texts.of(asset.spec().pipeline()));
        numbers(assets, "target", asset -> texts.of(asset.spec().target().map(Object::toString)));
        numbers(assets, "strategy", asset -> texts.of(asset.spec().strategy()));
        numbers(assets, "file", asset -> texts.of(asset.code().path()));
        numbers(assets, "code", asset -> asset.code().how());
        numbers(assets, "sql", asset -> asset.code().text());
        numbers(assets, "java", asset -> texts.of(asset.java()));
        lists(assets, "up", asset -> upstream(asset.spec()));
        lists(assets, "tags", asset -> texts.all(members(asset.spec().tags())));
        lists(assets, "owners", asset -> texts.all(asset.spec().owners()));
        lists(assets, "parameters", asset -> texts.all(members(asset.spec().stated().strategy())));
        lists(assets, "commands", asset -> texts.all(asset.commands()));
        lists(assets, "stale", asset -> texts.all(asset.stale()));
        lists(assets, "fresh", asset -> asset.spec().freshness().map(this::freshness).orElse(new int[0]));
        lists(assets, "columns", this::columns);
        lists(assets, "checks", this::checks);
        each(assets, "built", asset -> json.writeNumber(asset.built().map(Instant::toEpochMilli).orElse(0L)));
        each(assets, "partitions", this::partitions);
        json.writeEndObject();
    }

    private void each(List<PageAsset> assets, String name, Consumer<PageAsset> write) {
        json.writeName(name);
        json.writeStartArray();
        assets.forEach(write);
        json.writeEndArray();
    }

    private void numbers(List<PageAsset> assets, String name, ToIntFunction<PageAsset> value) {
        each(assets, name, asset -> json.writeNumber(value.applyAsInt(asset)));
    }

    private void lists(List<PageAsset> assets, String name, Function<PageAsset, int[]> values) {
        each(assets, name, asset -> {
            int[] list = values.apply(asset);
            if (list.length == 0) {
                json.writeNumber(0);
            } else {
                PageData.numbers(json, list);
            }
        });
    }

    private static List<String> members(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getValue().isEmpty() ? member.getKey() : member.toString())
                .toList();
    }

    /** Returns twice the number of each upstream asset, one more if the dependency is derived. */
    private int[] upstream(AssetSpec spec) {
        return spec.dependencies().stream()
                .filter(dependency -> numbers.containsKey(dependency.key()))
                .mapToInt(this::edge)
                .toArray();
    }

    private int edge(Dependency dependency) {
        return numbers.getOrDefault(dependency.key(), 0) * 2 + (dependency.origin().derived() ? 1 : 0);
    }

    private int[] freshness(FreshnessPolicy policy) {
        return new int[] {
            (int) Math.min(Integer.MAX_VALUE, policy.maxLag().toSeconds()), texts.of(policy.timeColumn()), texts.of(policy.severity())
        };
    }

    /** Returns for each column its name, its type, the number of its sources, and of each the asset, the column and the way. */
    private int[] columns(PageAsset asset) {
        List<Integer> flat = new ArrayList<>();
        asset.columns().forEach((column, type) -> {
            List<ColumnSource> sources = asset.spec().columnLineage().getOrDefault(column, List.of()).stream()
                    .filter(source -> numbers.containsKey(source.key()))
                    .toList();
            flat.addAll(List.of(texts.of(column), texts.of(Optional.of(type).filter(known -> !known.isEmpty())), sources.size()));
            sources.forEach(source -> flat.addAll(
                    List.of(numbers.getOrDefault(source.key(), 0), texts.of(source.column()), texts.of(source.transform()))));
        });
        return flat.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] checks(PageAsset asset) {
        return asset.checks().stream()
                .flatMap(check -> Stream.of(
                        texts.of(check.name()), check.result().map(PageWords.RESULTS::indexOf).orElse(-1), texts.of(check.reason())))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void partitions(PageAsset asset) {
        if (asset.partitions().isEmpty()) {
            json.writeNumber(0);
            return;
        }
        PartitionStrip strip = asset.partitions().get();
        json.writeStartObject();
        json.writeStringProperty("grain", strip.grain());
        json.writeNumberProperty("from", texts.of(strip.from()));
        json.writeNumberProperty("earlier", strip.earlier());
        json.writeName("runs");
        PageData.numbers(json, strip.runs().stream().mapToInt(Integer::intValue).toArray());
        json.writeEndObject();
    }
}
