package dev.rockyjava.internal.snapshot.resource;

import dev.rockyjava.config.Attribute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The configuration of an annotated type as written, kept next to generated code as a properties file of ASCII
 * characters. Equal configurations give equal bytes.
 *
 * @param type the canonical name of the annotated type
 * @param defs the {@code defs.yaml}, as in the annotation; empty if the attributes are in the annotation
 * @param snapshot the annotation's snapshot; empty if the configuration says where it is
 * @param compiledFrom the snapshot that the compiler read, relative to the project; empty if it was outside of the
 *     project
 * @param attributes the attributes in the annotation: each a text, or a list of lines of YAML
 */
public record StoredConfiguration(
        String type,
        Optional<String> defs,
        Optional<String> snapshot,
        Optional<String> compiledFrom,
        Map<Attribute, Object> attributes) {

    /** Incremented with every change of what a member means. */
    private static final String LAYOUT = "1";

    private static final String TYPE = "type";
    private static final String DEFS = "defs";
    private static final String SNAPSHOT = "snapshot";
    private static final String COMPILED_FROM = "compiled_from";
    private static final String ATTRIBUTE = "attribute.";

    /** Copies the attributes. */
    public StoredConfiguration {
        Map<Attribute, Object> copy = new EnumMap<>(Attribute.class);
        copy.putAll(attributes);
        attributes = Collections.unmodifiableMap(copy);
    }

    /** Returns the file's bytes. */
    public byte[] write() {
        StringBuilder text = new StringBuilder("layout=" + LAYOUT + "\n");
        line(text, TYPE, type);
        defs.ifPresent(value -> line(text, DEFS, value));
        snapshot.ifPresent(value -> line(text, SNAPSHOT, value));
        compiledFrom.ifPresent(value -> line(text, COMPILED_FROM, value));
        attributes.forEach((attribute, value) -> {
            if (value instanceof List<?> lines) {
                for (int i = 0; i < lines.size(); i++) {
                    line(text, ATTRIBUTE + attribute.yamlName() + "." + i, String.valueOf(lines.get(i)));
                }
            } else {
                line(text, ATTRIBUTE + attribute.yamlName(), String.valueOf(value));
            }
        });
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' || c == ' ' && i == 0) {
                text.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        text.append('\n');
    }

    /**
     * Reads a file.
     *
     * @param in its bytes; not closed
     * @param name its name, for messages
     * @throws IOException if the bytes can't be read
     * @throws IllegalStateException if it wasn't written by this version of the library
     */
    public static StoredConfiguration read(InputStream in, String name) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(in);
        } catch (IllegalArgumentException e) {
            throw StoredBytes.damaged(name, e);
        }
        if (!LAYOUT.equals(properties.getProperty("layout"))) {
            throw StoredBytes.damaged(name, new IllegalArgumentException("another layout"));
        }
        Map<Attribute, Object> attributes = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            String member = ATTRIBUTE + attribute.yamlName();
            List<String> lines = new ArrayList<>();
            for (String line = properties.getProperty(member + ".0"); line != null;
                    line = properties.getProperty(member + "." + lines.size())) {
                lines.add(line);
            }
            if (!lines.isEmpty()) {
                attributes.put(attribute, lines);
            } else if (properties.containsKey(member)) {
                attributes.put(attribute, properties.getProperty(member));
            }
        }
        return new StoredConfiguration(
                properties.getProperty(TYPE, ""),
                Optional.ofNullable(properties.getProperty(DEFS)),
                Optional.ofNullable(properties.getProperty(SNAPSHOT)),
                Optional.ofNullable(properties.getProperty(COMPILED_FROM)),
                attributes);
    }
}
