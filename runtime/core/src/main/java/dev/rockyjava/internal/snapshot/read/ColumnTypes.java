package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.json.JacksonCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what a snapshot says of the columns of one model, see {@link RockyJavaSlotReader}. All else is skipped and not checked,
 * in a fraction of the time that it takes to read a large snapshot.
 */
public final class ColumnTypes {

    private static final JsonFactory FACTORY = new JsonFactory();

    private ColumnTypes() {}

    /**
     * Returns the columns by name, with an empty type if the engine didn't say which.
     *
     * @return empty if the snapshot doesn't have them or can't be read
     */
    public static Map<String, String> of(Path snapshot, String model) {
        JacksonCheck.run();
        try (InputStream in = RegularFile.open(snapshot);
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
            parser.nextToken();
            boolean found = enter(parser, "rocky_java")
                    && enter(parser, "lineage")
                    && enter(parser, model)
                    && enter(parser, "columns")
                    && parser.isExpectedStartArrayToken();
            return found ? columns(parser) : Map.of();
        } catch (IOException | JacksonException e) {
            return Map.of();
        }
    }

    /** Goes on to the value of a member of the current object; returns false if it has none. */
    private static boolean enter(JsonParser parser, String member) {
        if (!parser.isExpectedStartObjectToken()) {
            return false;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals(member);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Map<String, String> columns(JsonParser parser) {
        Map<String, String> types = new TreeMap<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String name = null;
            String type = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String member = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                } else if (member.equals("name")) {
                    name = parser.getString();
                } else if (member.equals("data_type")) {
                    type = parser.getString();
                }
            }
            if (name != null) {
                types.put(name, type);
            }
        }
        return types;
    }
}
