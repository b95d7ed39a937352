package dev.rockyjava.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The documents of a YAML file, read as Dagster reads them: anchors, aliases and merge keys are resolved, and plain
 * scalars follow YAML 1.1. Jackson's own reader doesn't support merge keys and doesn't distinguish a quoted {@code
 * yes} from a plain one, so this reads the events of the underlying parser.
 *
 * <p>A duplicate key is an error, as YAML requires, although Dagster takes the last one.
 */
final class YamlFile {

    /** Includes the values that aliases stand for, so that a small file can't become a large one. */
    private static final int MOST_VALUES = 100_000;

    private static final int DEEPEST = 100;

    private static final String MERGE = "<<";

    /**
     * One document.
     *
     * @param value a mapping, a list, a string, a number, a boolean, or null
     * @param line line on which it begins, from 1
     */
    record Document(@Nullable Object value, int line, IdentityHashMap<Object, Map<String, Mark>> keys) {

        /** Returns the place of a key of a mapping in this document, such as {@code :3:5}; empty if unknown. */
        String place(Object mapping, String key) {
            return Optional.ofNullable(keys.getOrDefault(mapping, Map.of()).get(key)).map(YamlFile::place).orElse("");
        }
    }

    private final String name;
    private final String text;
    private final Iterator<Event> events;
    private IdentityHashMap<Object, Map<String, Mark>> keys = new IdentityHashMap<>();
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;
    private int depth;

    /** A value with an anchor, and the number of values it consists of. */
    private record Anchored(@Nullable Object value, int size) {}

    private YamlFile(String text, String name) {
        this.text = text;
        this.name = name;
        // The whole text at once: a character outside of the BMP across the end of a buffer is an
        // IndexOutOfBoundsException in snakeyaml-engine 3.0.1, and a text of many buffers is copied for each of them.
        LoadSettings settings = LoadSettings.builder().setLabel(name).setBufferSize(text.length() + 1).build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /**
     * Reads a file.
     *
     * @param name the file's name in error messages
     * @throws ConfigException if it isn't valid YAML; the message has line and column
     */
    static List<Document> read(byte[] bytes, String name) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw ConfigException.at(name, "the file isn't UTF-8", "save it as UTF-8", e);
        }
        return new YamlFile(text.startsWith("\ufeff") ? text.substring(1) : text, name).documents();
    }

    private List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        try {
            while (events.hasNext()) {
                if (events.next() instanceof DocumentStartEvent) {
                    Event first = events.next();
                    anchors.clear();
                    keys = new IdentityHashMap<>();
                    int line = first.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
                    Object value = first instanceof DocumentEndEvent ? null : value(first);
                    documents.add(new Document(value, line, keys));
                }
            }
            return documents;
        } catch (MarkedYamlEngineException e) {
            throw invalid(e);
        } catch (YamlEngineException e) {
            throw new ConfigException(name, "invalid YAML: " + e.getMessage(), e);
        }
    }

    private ConfigException invalid(MarkedYamlEngineException e) {
        YamlProblem found = YamlProblem.of(e, text);
        String place = name + (found.line() == 0 ? "" : ":" + found.line() + ":" + found.column());
        return found.hint().isEmpty()
                ? new ConfigException(place, "invalid YAML: " + found.problem(), e)
                : ConfigException.at(place, "invalid YAML: " + found.problem(), found.hint(), e);
    }

    private ConfigException wrong(Event at, String message) {
        return new ConfigException(name + at.getStartMark().map(YamlFile::place).orElse(""), "invalid YAML: " + message);
    }

    private static String place(Mark mark) {
        return ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    }

    private @Nullable Object value(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        int before = values;
        count(event, 1);
        if (++depth > DEEPEST) {
            throw wrong(event, "nested more than " + DEEPEST + " levels deep");
        }
        Object value = event instanceof ScalarEvent scalar ? scalar(scalar)
                : event instanceof MappingStartEvent start ? mapping(start) : sequence(event);
        depth--;
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, values - before)));
        return value;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > MOST_VALUES) {
            throw wrong(event, "more than " + MOST_VALUES + " values, counting what aliases stand for");
        }
    }

    private @Nullable Object aliased(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw wrong(alias, "the alias *" + alias.getAlias().getValue() + " has no anchor before it");
        }
        count(alias, anchored.size());
        return anchored.value();
    }

    private @Nullable Object scalar(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse(scalar.isPlain() ? "" : YamlScalar.TEXT);
        try {
            return YamlScalar.value(scalar.getValue(), tag);
        } catch (IllegalArgumentException e) {
            throw wrong(scalar, String.valueOf(e.getMessage()));
        }
    }

    private void checkTag(CollectionStartEvent start, String standard) {
        start.getTag().filter(tag -> !tag.equals(YamlScalar.STANDARD + standard) && !tag.equals("!")).ifPresent(tag -> {
            throw wrong(start, "the tag " + tag + " isn't known here");
        });
    }

    private List<@Nullable Object> sequence(Event event) {
        checkTag((CollectionStartEvent) event, "seq");
        List<@Nullable Object> list = new ArrayList<>();
        for (Event element = events.next(); !(element instanceof SequenceEndEvent); element = events.next()) {
            list.add(value(element));
        }
        return list;
    }

    private Map<String, @Nullable Object> mapping(MappingStartEvent start) {
        checkTag(start, "map");
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        Map<String, Mark> places = new HashMap<>();
        List<Object> merged = new ArrayList<>();
        for (Event key = events.next(); !(key instanceof MappingEndEvent); key = events.next()) {
            boolean merge = key instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getValue().equals(MERGE);
            String member = merge ? MERGE : key(key);
            Event first = events.next();
            Object value = value(first);
            if (merge) {
                addMerged(first, value, merged);
            } else if (places.putIfAbsent(member, key.getStartMark().orElseThrow()) != null) {
                throw wrong(key, "the key '" + member + "' is there twice; remove one");
            } else {
                own.put(member, value);
            }
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(own);
        for (Object part : merged) {
            ((Map<?, ?>) part).forEach((member, value) -> whole.putIfAbsent(String.valueOf(member), value));
            keys.getOrDefault(part, Map.of()).forEach(places::putIfAbsent);
        }
        // A null in the mapping itself must not be replaced either.
        own.forEach(whole::put);
        keys.put(whole, places);
        return whole;
    }

    private String key(Event key) {
        if (key instanceof AliasEvent alias && aliased(alias) instanceof String aliased) {
            return aliased;
        }
        if (!(key instanceof ScalarEvent scalar)) {
            throw wrong(key, "a key is a text here");
        }
        scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(scalar.getValue(), 1)));
        count(key, 1);
        return scalar.getValue();
    }

    /** Adds in order of precedence: the first of several wins. */
    private void addMerged(Event at, @Nullable Object value, List<Object> merged) {
        List<?> all = value instanceof List<?> list ? list : List.of(value == null ? "" : value);
        for (Object part : all) {
            if (!(part instanceof Map)) {
                throw wrong(at, "'" + MERGE + "' takes a mapping, or a list of mappings");
            }
            merged.add(part);
        }
    }
}
