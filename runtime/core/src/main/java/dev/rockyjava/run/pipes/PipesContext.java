package dev.rockyjava.run.pipes;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.partition.Grain;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Dagster asks for.
 *
 * @param assets of its step
 * @param first partition in Dagster's form
 * @param last partition in Dagster's form
 */
record PipesContext(List<AssetKey> assets, @Nullable String first, @Nullable String last) {

    private static final Pattern HOUR = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)-(\\d\\d):00");
    private static final Pattern MONTH = Pattern.compile("(\\d{4}-\\d\\d)-01");

    static PipesContext of(JsonNode parameters) {
        JsonNode data = parameters.has("path") ? PipesParameters.file(path(parameters)) : parameters.path("data");
        if (!data.isObject()) {
            throw PipesParameters.invalid("DAGSTER_PIPES_CONTEXT names neither a file nor holds the data of a context");
        }
        List<AssetKey> keys = new ArrayList<>();
        for (JsonNode key : data.path("asset_keys")) {
            if (!key.isString()) {
                throw PipesParameters.invalid("Dagster's asset key " + key + " is no text");
            }
            try {
                keys.add(AssetKey.parse(key.asString()));
            } catch (IllegalArgumentException e) {
                throw PipesParameters.invalid("Dagster's asset key " + key + " can't be read: " + e.getMessage());
            }
        }
        JsonNode range = data.path("partition_key_range");
        String one = text(data.path("partition_key"));
        String first = range.isObject() ? text(range.path("start")) : one;
        String last = range.isObject() ? text(range.path("end")) : one;
        if ((first == null) != (last == null)) {
            throw PipesParameters.invalid("Dagster's range of partitions has only one end: " + range);
        }
        return new PipesContext(List.copyOf(keys), first, last);
    }

    Optional<List<String>> partitions(Optional<Grain> grain) {
        return first == null || last == null
                ? Optional.empty()
                : Optional.of(List.of(canonical(first, grain), canonical(last, grain)));
    }

    private static String canonical(String key, Optional<Grain> grain) {
        Pattern form = grain.filter(Grain.HOUR::equals).isPresent() ? HOUR
                : grain.filter(Grain.MONTH::equals).isPresent() ? MONTH : null;
        if (form == null) {
            return key;
        }
        Matcher matcher = form.matcher(key);
        if (!matcher.matches()) {
            throw PipesParameters.invalid("Dagster's partition '" + key + "' has not the form of its "
                    + (form == HOUR ? "hourly partitions, 2026-04-08-13:00" : "monthly partitions, 2026-04-01"));
        }
        return form == HOUR ? matcher.group(1) + "T" + matcher.group(2) : matcher.group(1);
    }

    private static Path path(JsonNode parameters) {
        try {
            return Path.of(parameters.path("path").asString(""));
        } catch (InvalidPathException e) {
            throw PipesParameters.invalid("DAGSTER_PIPES_CONTEXT names no file: " + e.getMessage());
        }
    }

    private static @Nullable String text(JsonNode node) {
        if (!node.isString() && !node.isNull() && !node.isMissingNode()) {
            throw PipesParameters.invalid("Dagster's partition " + node + " is no text");
        }
        return node.isString() ? node.asString() : null;
    }
}
