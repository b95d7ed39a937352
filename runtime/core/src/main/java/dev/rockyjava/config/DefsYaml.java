package dev.rockyjava.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.core.StreamReadFeature;
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

    private static final String TYPE_ENDS_IN = "RockyComponent";

    private static final YAMLMapper YAML = YAMLMapper.builder()
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
            return read(in, file.toString(), name -> Optional.ofNullable(System.getenv(name)));
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
     * @param variables looks up {@code {{ env.X }}}; empty when it isn't set
     * @throws ConfigException if it is no YAML, or has an attribute that is unknown or of the wrong type
     */
    public static ComponentConfig read(InputStream in, String name, Function<String, Optional<String>> variables) {
        try {
            return parse(YAML.readValue(in, Object.class), variables);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String place = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ConfigException(name + place + ": this is no valid YAML: " + e.getOriginalMessage(), e);
        } catch (ConfigException e) {
            throw new ConfigException(name + ": " + e.getMessage(), e);
        }
    }

    private static ComponentConfig parse(@Nullable Object document, Function<String, Optional<String>> variables) {
        if (!(document instanceof Map<?, ?> file)) {
            throw new ConfigException("expected a mapping with 'type' and 'attributes'");
        }
        String type = String.valueOf(file.get("type"));
        if (!type.endsWith(TYPE_ENDS_IN)) {
            throw new ConfigException("the type is '" + type + "', not dagster_rocky.RockyComponent");
        }
        Object attributes = file.get("attributes");
        if (attributes == null) {
            return ComponentConfig.defaults();
        }
        if (!(attributes instanceof Map<?, ?> given)) {
            throw new ConfigException("'attributes' is a mapping, not '" + attributes + "'");
        }
        return ofAttributes(given, new Templates(variables));
    }

    private static ComponentConfig ofAttributes(Map<?, ?> given, Templates templates) {
        ComponentConfig.Builder config = ComponentConfig.builder();
        List<String> notUsed = new ArrayList<>();
        given.forEach((key, value) -> {
            String name = String.valueOf(key);
            Optional<Attribute> attribute = Attribute.ofYamlName(name);
            if (attribute.isPresent()) {
                config.set(attribute.get(), templates.resolve(value));
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
        });
        return config.notUsed(notUsed).build();
    }
}
