package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Stated;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Writes definitions as the compact resource next to a generated class, which {@code DefinitionsResource} reads.
 * Equal definitions give equal bytes.
 *
 * <p>Each spec can be read without the others. The file begins with four-byte big-endian integers:
 * <ul>
 *   <li>{@link #MAGIC}
 *   <li>the CRC-32 of everything that follows
 *   <li>the number of specs, the number of texts, and the position of the checks
 *   <li>the position of each text, and the end of the last one
 *   <li>the position of each spec
 *   <li>the numbers of the specs in the order of their node ids
 * </ul>
 *
 * <p>Then follow the texts, the specs in the order of their keys, which refer to keys and texts by number, the
 * checks, and what belongs to no asset. Numbers in this part are unsigned, seven bits per byte, lowest first.
 */
public final class DefinitionsWriter {

    /**
     * The first bytes, "RKD"; the last of them is the version of the layout, which is incremented with every change
     * of the bytes written for equal definitions.
     */
    static final int MAGIC = 'R' << 24 | 'K' << 16 | 'D' << 8 | 9;

    /** The position from which the checksum is computed. */
    static final int CHECKED_FROM = 8;

    /** The position of the tables. */
    static final int HEADER = 20;

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<AssetKey, Integer> keys = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private DefinitionsWriter() {}

    /** Returns the resource's bytes. */
    public static byte[] write(Definitions definitions) {
        return new DefinitionsWriter().encode(definitions);
    }

    private byte[] encode(Definitions definitions) {
        List<AssetSpec> specs = List.copyOf(definitions.specs());
        for (AssetSpec spec : specs) {
            keys.put(spec.key(), keys.size());
        }
        int[] specPositions = new int[specs.size()];
        for (int i = 0; i < specPositions.length; i++) {
            specPositions[i] = body.size();
            spec(specs.get(i));
        }
        int checksPosition = body.size();
        all(definitions.checks(), this::check);
        map(definitions.otherContent());
        return file(specPositions, checksPosition, byNodeId(specs));
    }

    private static Collection<Integer> byNodeId(List<AssetSpec> specs) {
        SortedMap<String, Integer> numbers = new TreeMap<>();
        for (AssetSpec spec : specs) {
            numbers.put(spec.nodeId(), numbers.size());
        }
        return numbers.values();
    }

    private byte[] file(int[] specPositions, int checksPosition, Collection<Integer> byNodeId) {
        ByteArrayOutputStream textBytes = new ByteArrayOutputStream();
        int[] textPositions = new int[texts.size() + 1];
        int number = 0;
        for (String text : texts.keySet()) {
            textBytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            textPositions[++number] = textBytes.size();
        }
        int textStart = HEADER + 4 * (textPositions.length + 2 * specPositions.length);
        int bodyStart = textStart + textBytes.size();
        ByteBuffer file = ByteBuffer.allocate(bodyStart + body.size());
        file.putInt(MAGIC).putInt(0).putInt(specPositions.length).putInt(texts.size()).putInt(bodyStart + checksPosition);
        for (int position : textPositions) {
            file.putInt(textStart + position);
        }
        for (int position : specPositions) {
            file.putInt(bodyStart + position);
        }
        byNodeId.forEach(file::putInt);
        file.put(textBytes.toByteArray()).put(body.toByteArray());
        CRC32 sum = new CRC32();
        sum.update(file.array(), CHECKED_FROM, file.capacity() - CHECKED_FROM);
        return file.putInt(4, (int) sum.getValue()).array();
    }

    private void spec(AssetSpec spec) {
        text(spec.nodeId());
        all(spec.key().path(), this::text);
        number(Codes.of(spec.kind()));
        number(spec.isTable() ? 1 : 0);
        text(spec.label());
        text(spec.group());
        optional(spec.pipeline(), this::text);
        optional(spec.target(), this::table);
        optional(spec.strategy(), this::text);
        optional(spec.freshness(), freshness -> {
            number(freshness.maxLag().toSeconds());
            optional(freshness.timeColumn(), this::text);
            optional(freshness.severity(), this::text);
        });
        optional(spec.partitions(), partitions -> {
            number(Codes.of(partitions.grain()));
            optional(partitions.first(), this::text);
        });
        all(spec.dependencies(), dependency -> {
            key(dependency.key());
            number(Codes.of(dependency.origin()));
        });
        number(spec.readsKnown() ? 1 : 0);
        all(spec.sourceFilters(), filter -> text(filter.argument()));
        map(spec.tags());
        all(spec.kinds(), this::text);
        all(spec.owners(), this::text);
        optional(spec.description(), this::text);
        map(spec.metadata());
        stated(spec.stated());
        all(spec.target().isPresent() ? List.of() : spec.writes(), this::table);
        all(spec.reads(), this::table);
        all(spec.columnLineage().entrySet(), column -> {
            text(column.getKey());
            all(column.getValue(), this::columnSource);
        });
    }

    private void table(Target table) {
        text(table.catalog());
        text(table.schema());
        text(table.table());
    }

    private void stated(Stated stated) {
        map(stated.strategy());
        map(stated.others());
        map(stated.code());
        for (int shift = 56; shift >= 0; shift -= 8) {
            body.write((int) (stated.digest() >>> shift));
        }
    }

    private void columnSource(ColumnSource source) {
        key(source.key());
        text(source.column());
        text(source.transform());
        optional(source.table(), this::table);
    }

    private void check(CheckSpec check) {
        key(check.asset());
        text(check.name());
        text(check.nodeId());
        optional(check.contract(), report -> {
            text(report.state().word());
            all(report.diagnostics(), this::diagnostic);
        });
    }

    private void diagnostic(CompileDiagnostic diagnostic) {
        text(diagnostic.severity());
        text(diagnostic.code());
        text(diagnostic.model());
        text(diagnostic.message());
        optional(diagnostic.place(), this::text);
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
        number(Objects.requireNonNull(keys.get(key)));
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
        long rest = value;
        while (rest > 0x7f) {
            body.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        body.write((int) rest);
    }
}
