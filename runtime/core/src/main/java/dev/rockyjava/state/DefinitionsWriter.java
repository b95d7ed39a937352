package dev.rockyjava.state;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes definitions as the compact resource that lies beside a generated class, for {@link DefinitionsResource} to
 * read. Equal definitions give equal bytes.
 *
 * <p>Layout: {@link #MAGIC}; the table of all texts; the keys; the specs in the order of the keys, each naming keys and
 * texts by number; the checks. Numbers are unsigned, seven bits a byte, lowest first.
 */
public final class DefinitionsWriter {

    /** The first bytes; the last of them is the version of the layout. */
    static final byte[] MAGIC = {'R', 'K', 'D', 1};

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<AssetKey, Integer> keys = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private DefinitionsWriter() {}

    /** The resource's bytes. */
    public static byte[] write(Definitions definitions) {
        return new DefinitionsWriter().encode(definitions);
    }

    private byte[] encode(Definitions definitions) {
        number(definitions.specs().size());
        for (AssetSpec spec : definitions.specs()) {
            keys.put(spec.key(), keys.size());
            all(spec.key().path(), this::text);
        }
        definitions.specs().forEach(this::spec);
        all(definitions.checks(), this::check);

        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(MAGIC);
        number(file, texts.size());
        texts.keySet().forEach(text -> {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            number(file, utf8.length);
            file.writeBytes(utf8);
        });
        file.writeBytes(body.toByteArray());
        return file.toByteArray();
    }

    private void spec(AssetSpec spec) {
        text(spec.nodeId());
        number(spec.kind().ordinal());
        text(spec.label());
        optional(spec.pipeline(), this::text);
        optional(spec.target(), target -> {
            text(target.catalog());
            text(target.schema());
            text(target.table());
        });
        optional(spec.strategy(), this::text);
        text(spec.group());
        map(spec.tags());
        all(spec.kinds(), this::text);
        optional(spec.freshness(), freshness -> {
            number(freshness.maxLag().toSeconds());
            optional(freshness.timeColumn(), this::text);
            optional(freshness.severity(), this::text);
        });
        optional(spec.partitions(), partitions -> {
            number(partitions.grain().ordinal());
            optional(partitions.first(), this::text);
        });
        all(spec.dependencies(), dependency -> {
            key(dependency.key());
            number(dependency.origin().ordinal());
        });
        all(spec.sourceFilters(), filter -> text(filter.argument()));
        all(spec.columnLineage().entrySet(), column -> {
            text(column.getKey());
            all(column.getValue(), this::columnSource);
        });
        map(spec.metadata());
    }

    private void columnSource(ColumnSource source) {
        key(source.key());
        text(source.column());
        text(source.transform());
    }

    private void check(CheckSpec check) {
        key(check.asset());
        text(check.name());
        text(check.nodeId());
    }

    private void map(Map<String, String> map) {
        all(map.entrySet(), entry -> {
            text(entry.getKey());
            text(entry.getValue());
        });
    }

    private <T> void all(Collection<T> elements, Consumer<T> each) {
        number(elements.size());
        elements.forEach(each);
    }

    private <T> void optional(Optional<T> value, Consumer<T> present) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(present);
    }

    private void key(AssetKey key) {
        number(keys.get(key));
    }

    private void text(String text) {
        Integer known = texts.get(text);
        if (known == null) {
            known = texts.size();
            texts.put(text, known);
        }
        number(known);
    }

    private void number(long value) {
        number(body, value);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
