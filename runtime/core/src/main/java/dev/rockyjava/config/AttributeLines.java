package dev.rockyjava.config;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Where the attributes of a {@code defs.yaml} stand. */
final class AttributeLines {

    private final String file;
    private final Map<String, String> places = new HashMap<>();

    private AttributeLines(String file) {
        this.file = file;
    }

    /** The places in a file that is valid YAML. */
    static AttributeLines of(byte[] yaml, String file) {
        AttributeLines lines = new AttributeLines(file);
        try (JsonParser parser = DefsYaml.YAML.createParser(yaml)) {
            lines.read(parser);
        }
        return lines;
    }

    private void read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean attributes = parser.currentName().equals("attributes");
            if (parser.nextToken() == JsonToken.START_OBJECT && attributes) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var at = parser.currentTokenLocation();
                    places.put(parser.currentName(), ":" + at.getLineNr() + ":" + at.getColumnNr());
                    parser.nextToken();
                    parser.skipChildren();
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    /** The file, with line and column where they are known. */
    String place(String attribute) {
        return file + places.getOrDefault(attribute, "");
    }
}
