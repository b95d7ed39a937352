package dev.rockyjava.cli.page;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.internal.json.Mappers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the data of a page as JSON: assets by number, member by member, and each text once. Only the script of the same page
 * reads it.
 */
final class PageData {

    private final TextTable texts = new TextTable();
    private final Map<AssetKey, Integer> numbers;

    /** @param numbers the position of each asset */
    PageData(Map<AssetKey, Integer> numbers) {
        this.numbers = numbers;
    }

    /**
     * What the page is about.
     *
     * @param journal whether the states of assets are known
     * @param shown the run to begin with; -1 for the graph
     */
    record Head(String title, String version, Instant made, boolean journal, int shown) {}

    void write(OutputStream out, Head head, List<PageAsset> assets, List<ShownRun> runs) throws IOException {
        try (JsonGenerator json = Mappers.json().createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("title", head.title());
            json.writeStringProperty("version", head.version());
            json.writeNumberProperty("made", head.made().toEpochMilli());
            json.writeBooleanProperty("journal", head.journal());
            json.writeNumberProperty("shown", head.shown());
            words(json, "kinds", PageWords.KINDS);
            words(json, "states", PageWords.STATES);
            words(json, "outcomes", PageWords.OUTCOMES);
            words(json, "results", PageWords.RESULTS);
            words(json, "code", ModelSql.WORDS);
            List<String> groups = assets.stream().map(asset -> asset.spec().group()).distinct().sorted().toList();
            json.writeName("groups");
            numbers(json, texts.all(groups));
            json.writeName("assets");
            new AssetWriter(json, texts, numbers, groups).write(assets);
            json.writeName("runs");
            json.writeStartArray();
            for (ShownRun run : runs) {
                run(json, run);
            }
            json.writeEndArray();
            words(json, "s", texts.texts());
            json.writeEndObject();
        }
    }

    private void run(JsonGenerator json, ShownRun run) {
        List<ShownRun.Part> parts = run.assets().stream().filter(part -> numbers.containsKey(part.key())).toList();
        json.writeStartObject();
        json.writeStringProperty("id", run.id());
        json.writeNumberProperty("started", run.started().toEpochMilli());
        json.writeNumberProperty("duration", run.duration().toMillis());
        json.writeStringProperty("result", run.result());
        json.writeNumberProperty("resumed", run.resumed());
        member(json, "asset", parts.stream().mapToInt(part -> number(Optional.of(part.key()))).toArray());
        member(json, "status", parts.stream()
                .mapToInt(part -> part.status().map(status -> PageWords.OUTCOMES.indexOf(status.word())).orElse(-1))
                .toArray());
        member(json, "start", parts.stream().mapToInt(part -> since(run, part, part.began())).toArray());
        member(json, "end", parts.stream().mapToInt(part -> since(run, part, part.ended())).toArray());
        member(json, "worked", parts.stream().mapToInt(part -> part.worked() ? 1 : 0).toArray());
        member(json, "reason", parts.stream().mapToInt(part -> texts.of(part.reason())).toArray());
        member(json, "place", parts.stream().mapToInt(part -> texts.of(part.place())).toArray());
        member(json, "hint", parts.stream().mapToInt(part -> texts.of(part.hint())).toArray());
        member(json, "cause", parts.stream().mapToInt(part -> number(part.skippedFor())).toArray());
        json.writeName("waits");
        json.writeStartArray();
        for (ShownRun.Part part : parts) {
            if (part.waits().isEmpty()) {
                json.writeNumber(0);
            } else {
                numbers(json, part.waits().stream().mapToInt(time -> since(run, part, time)).toArray());
            }
        }
        json.writeEndArray();
        json.writeName("checks");
        json.writeStartArray();
        for (ShownRun.Check check : run.checks()) {
            json.writeNumber(number(check.asset()));
            json.writeNumber(texts.of(check.name()));
            json.writeNumber(PageWords.RESULTS.indexOf(check.result()));
            json.writeNumber(texts.of(check.reason()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private int number(Optional<AssetKey> key) {
        return key.map(numbers::get).orElse(-1);
    }

    private static int since(ShownRun run, ShownRun.Part part, Instant time) {
        long millis = time.toEpochMilli() - run.started().toEpochMilli();
        return part.status().isEmpty() ? -1 : (int) Math.min(Integer.MAX_VALUE, Math.max(0, millis));
    }

    private static void member(JsonGenerator json, String name, int[] values) {
        json.writeName(name);
        numbers(json, values);
    }

    static void numbers(JsonGenerator json, int[] values) {
        json.writeArray(values, 0, values.length);
    }

    private static void words(JsonGenerator json, String name, Collection<String> words) {
        json.writeName(name);
        json.writeStartArray();
        words.forEach(json::writeString);
        json.writeEndArray();
    }

    /** Writes the texts of models. */
    static void sql(OutputStream out, List<String> texts) throws IOException {
        try (JsonGenerator json = Mappers.json().createGenerator(out)) {
            json.writeStartArray();
            texts.forEach(json::writeString);
            json.writeEndArray();
        }
    }
}
