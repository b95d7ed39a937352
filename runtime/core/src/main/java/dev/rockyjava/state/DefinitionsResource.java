package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.Grain;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.PartitionsDefinition;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.asset.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the resource beside a generated class, which {@link DefinitionsWriter} wrote at compile time. */
public final class DefinitionsResource {

    private static final NodeKind[] KINDS = NodeKind.values();
    private static final Grain[] GRAINS = Grain.values();
    private static final Dependency.Origin[] ORIGINS = Dependency.Origin.values();

    private final byte[] bytes;
    private int position;
    private String[] texts = {};
    private AssetKey[] keys = {};

    private DefinitionsResource(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads and closes a resource.
     *
     * @param in the resource as the generated class opened it; null when it isn't there
     * @param name the resource's name, for messages
     * @throws IllegalStateException if it is missing, or isn't what this version of the library writes: the class files
     *     were not kept together, or were compiled with another version
     */
    public static Definitions load(@Nullable InputStream in, String name) {
        if (in == null) {
            throw new IllegalStateException("the resource " + name + " is not beside its class; it is written with the"
                    + " class when the project is compiled and must be packaged with it");
        }
        try (in) {
            return new DefinitionsResource(in.readAllBytes()).decode();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + name, e);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the resource " + name + " is damaged, or was written by another version of rocky-java; compile the"
                            + " project again with the version that it runs with",
                    e);
        }
    }

    private Definitions decode() {
        int magic = DefinitionsWriter.MAGIC.length;
        if (!Arrays.equals(Arrays.copyOf(bytes, Math.min(magic, bytes.length)), DefinitionsWriter.MAGIC)) {
            throw new IllegalArgumentException("another layout");
        }
        position = magic;
        texts = new String[size()];
        for (int i = 0; i < texts.length; i++) {
            int length = size();
            texts[i] = new String(bytes, position, length, StandardCharsets.UTF_8);
            position += length;
        }
        keys = new AssetKey[size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new AssetKey(list(this::text));
        }
        List<AssetSpec> specs = new ArrayList<>(keys.length);
        for (AssetKey key : keys) {
            specs.add(spec(key));
        }
        List<CheckSpec> checks = list(() -> new CheckSpec(key(), text(), text()));
        if (position != bytes.length) {
            throw new IllegalArgumentException("something follows the end");
        }
        return Definitions.of(specs, checks);
    }

    private AssetSpec spec(AssetKey key) {
        String nodeId = text();
        NodeKind kind = KINDS[size()];
        String label = text();
        @Nullable String pipeline = orNull(this::text);
        @Nullable Target target = orNull(() -> new Target(text(), text(), text()));
        @Nullable String strategy = orNull(this::text);
        AssetSpec.Builder spec = AssetSpec.builder(key, nodeId, kind, label, text())
                .pipeline(pipeline)
                .target(target)
                .strategy(strategy)
                .tags(map())
                .kinds(list(this::text))
                .freshness(orNull(() -> new FreshnessPolicy(
                        Duration.ofSeconds(number()), optional(this::text), optional(this::text))))
                .partitions(orNull(() -> new PartitionsDefinition(GRAINS[size()], optional(this::text))));
        for (int i = size(); i > 0; i--) {
            spec.dependency(key(), ORIGINS[size()]);
        }
        spec.sourceFilters(list(() -> new SourceFilter(text())));
        for (int i = size(); i > 0; i--) {
            String column = text();
            for (int j = size(); j > 0; j--) {
                spec.columnSource(column, new ColumnSource(key(), text(), text()));
            }
        }
        return spec.metadata(map()).build();
    }

    private <T> List<T> list(Supplier<T> element) {
        int size = size();
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(element.get());
        }
        return list;
    }

    private Map<String, String> map() {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = size(); i > 0; i--) {
            map.put(text(), text());
        }
        return map;
    }

    private <T> Optional<T> optional(Supplier<T> value) {
        return Optional.ofNullable(orNull(value));
    }

    private <T> @Nullable T orNull(Supplier<T> value) {
        return size() == 0 ? null : value.get();
    }

    private AssetKey key() {
        return keys[size()];
    }

    private String text() {
        return texts[size()];
    }

    /** A number that counts things in this file, so it can't be larger than the file. */
    private int size() {
        long value = number();
        if (value < 0 || value > bytes.length) {
            throw new IllegalArgumentException("a count of " + value);
        }
        return (int) value;
    }

    private long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without end");
    }
}
