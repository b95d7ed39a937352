package dev.rockyjava.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a {@code defs.yaml} as users of the Python peer have it:
 *
 * <pre>{@code
 * type: dagster_rocky.RockyComponent
 * attributes:
 *   config_path: rocky.toml
 *   dag_mode: true
 * }</pre>
 */
public final class DefsYaml {

    private static final String COMPONENT = "RockyComponent";

    /** What may stand beside them and means nothing without Dagster. */
    private static final List<String> NOT_USED = List.of("post_processing", "requirements", "template_vars_module");

    static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private DefsYaml() {}

    /**
     * Reads a file with the variables of this process's environment.
     *
     * @throws ConfigException if it can't be read, is no YAML, or has an attribute that is unknown or of the wrong type
     */
    public static ComponentConfig read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), AttributeValues.forRunning(name -> Optional.ofNullable(System.getenv(name))));
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param in the bytes; not closed
     * @param name what the file is called for people
     * @throws IOException if the bytes can't be read
     * @throws ConfigException if it is no YAML, or has an attribute that is unknown or of the wrong type
     */
    public static ComponentConfig read(InputStream in, String name, AttributeValues values) throws IOException {
        byte[] bytes = in.readAllBytes();
        try {
            Object document = YAML.readValue(new ByteArrayInputStream(bytes), Object.class);
            return parse(document, values, AttributeLines.of(bytes, name));
        } catch (JacksonException e) {
            var at = e.getLocation();
            String place = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ConfigException(name + place + ": this is no valid YAML: " + firstLine(e), e);
        } catch (ConfigException e) {
            throw e.getMessage().startsWith(name) ? e : new ConfigException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads the value of an attribute that is a mapping, written as lines of YAML: {@code "key: warehouse"}.
     *
     * @throws ConfigException if that is no mapping
     */
    public static Object mapping(Attribute attribute, List<String> lines) {
        try {
            Object value = YAML.readValue(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), Object.class);
            if (value instanceof Map) {
                return value;
            }
        } catch (JacksonException e) {
            throw new ConfigException(attribute.javaName() + " is no valid YAML: " + firstLine(e), e);
        }
        throw new ConfigException(attribute.javaName() + " is a mapping, in lines such as \"key: warehouse\", not "
                + String.join(", ", lines));
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }

    private static ComponentConfig parse(@Nullable Object document, AttributeValues values, AttributeLines lines) {
        if (!(document instanceof Map<?, ?> file)) {
            throw new ConfigException("expected a mapping with 'type' and 'attributes'");
        }
        String type = String.valueOf(file.get("type"));
        if (!type.equals(COMPONENT) && !type.endsWith("." + COMPONENT)) {
            throw new ConfigException("the type is '" + type + "', not dagster_rocky." + COMPONENT);
        }
        List<String> notUsed = new ArrayList<>();
        file.keySet().stream().map(String::valueOf).forEach(name -> {
            if (NOT_USED.contains(name)) {
                notUsed.add(name);
            } else if (!name.equals("type") && !name.equals("attributes")) {
                List<String> known = Stream.concat(Stream.of("attributes", "type"), NOT_USED.stream()).toList();
                throw new ConfigException("there is no '" + name + "' beside the attributes" + Nearest.of(name, known));
            }
        });
        ComponentConfig.Builder config = ComponentConfig.builder();
        Object attributes = unlessTilde(file.get("attributes"));
        if (attributes instanceof Map<?, ?> given) {
            given.forEach((name, value) ->
                    set(String.valueOf(name), unlessTilde(value), values, lines, config, notUsed));
        } else if (attributes != null) {
            throw new ConfigException("'attributes' is a mapping, not '" + attributes + "'");
        }
        return config.notUsed(notUsed).build();
    }

    // YAML's other word for null, which Jackson reads as a text.
    private static @Nullable Object unlessTilde(@Nullable Object value) {
        return "~".equals(value) ? null : value;
    }

    private static void set(
            String name,
            @Nullable Object value,
            AttributeValues values,
            AttributeLines lines,
            ComponentConfig.Builder config,
            List<String> notUsed) {
        try {
            Optional<Attribute> attribute = Attribute.ofYamlName(name);
            if (attribute.isPresent()) {
                values.set(config, attribute.get(), value);
                config.build();
            } else if (Attribute.javaOnly(name)) {
                if (value != null) {
                    throw new ConfigException(name + " can't be set in YAML: it is a function. Take it out, and set it in"
                            + " Java");
                }
            } else if (Attribute.notUsed(name)) {
                notUsed.add(name);
            } else {
                throw new ConfigException("there is no attribute '" + name + "'" + Nearest.of(name, Attribute.yamlNames()));
            }
        } catch (ConfigException e) {
            throw new ConfigException(lines.place(name) + ": " + e.getMessage(), e);
        }
    }
}
