package dev.rockyjava.config;

import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.name.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code defs.yaml} in the format of dagster-rocky:
 *
 * <pre>{@code
 * type: dagster_rocky.RockyComponent
 * attributes:
 *   config_path: rocky.toml
 *   dag_mode: true
 * }</pre>
 *
 * <p>In a file with several documents, it reads the one of this type. If there are several of this type, one has to
 * be named by its key: that of its snapshot ({@link ComponentConfig#stateKey()}, such as {@code
 * RockyComponent[rocky.toml]}), or the number of the document, which Dagster shows in brackets and counts from 0.
 */
public final class DefsYaml {

    private static final String COMPONENT = "RockyComponent";

    private static final String TYPE = "type";
    private static final String ATTRIBUTES = "attributes";

    /** Members allowed beside them that have no effect, and what is lost. */
    private static final Map<String, String> NOT_USED = Map.of(
            "post_processing", "does nothing here: assets stay as the translator makes them",
            "requirements", "does nothing here: variables are looked up when they are used",
            "template_vars_module", "does nothing here: its variables are Python, and a template that uses one is an error");

    /** Members of attributes that have less effect here, and what is lost. */
    private static final Map<Attribute, Map<String, String>> MEMBERS_NOT_USED = Map.of(
            Attribute.TRANSLATION,
            Map.of(
                    "automation_condition", "does nothing here: nothing runs by itself; schedule the runs",
                    "partitions_def", "does nothing here: a table is copied whole",
                    "freshness_policy", "does nothing here: freshness is what the project says",
                    "skippable", "does nothing here: what depends on a table waits for it",
                    "code_version", "does nothing here: what changed is seen by the snapshot",
                    "group", "is refused by Dagster; write group_name"));

    private DefsYaml() {}

    /**
     * Reads a file with the variables of this process's environment.
     *
     * @throws ConfigException if it can't be read, isn't valid YAML, has several components of this type, or has an
     *     attribute that is unknown or of the wrong type
     */
    public static ComponentConfig read(Path file) {
        return read(file, Optional.empty());
    }

    /**
     * Reads one component of a file with the variables of this process's environment.
     *
     * @param key which component; may be empty for a file with one component of this type
     * @throws ConfigException as for {@link #read(Path)}, and if no component has the key
     */
    public static ComponentConfig read(Path file, Optional<String> key) {
        AttributeValues values = AttributeValues.forRunning(name -> Optional.ofNullable(System.getenv(name)));
        try (InputStream in = RegularFile.open(file)) {
            return read(in, file.toString(), key, values);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file.toAbsolutePath().normalize().toString(), "there is no such file", e);
        } catch (IOException e) {
            throw new ConfigException(file.toString(), "can't be read: " + FileFailure.text(e), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param in the bytes; not closed
     * @param name the file's name in error messages
     * @param key which component; may be empty for a file with one of this type
     * @throws IOException if the bytes can't be read
     * @throws ConfigException as for {@link #read(Path, Optional)}
     */
    public static ComponentConfig read(InputStream in, String name, Optional<String> key, AttributeValues values)
            throws IOException {
        List<YamlFile.Document> documents = YamlFile.read(in.readAllBytes(), name);
        Map<Integer, YamlFile.Document> components = components(documents, name);
        if (components.size() == 1 && key.isEmpty()) {
            return new Reader(name, components.values().iterator().next(), values).read();
        }
        Map<String, ComponentConfig> byKey = new LinkedHashMap<>();
        List<String> known = new ArrayList<>();
        for (Map.Entry<Integer, YamlFile.Document> component : components.entrySet()) {
            String number = String.valueOf(component.getKey());
            if (key.filter(number::equals).isPresent()) {
                return new Reader(name, component.getValue(), values).read();
            }
            ComponentConfig config = new Reader(name, component.getValue(), values).read();
            known.add(config.stateKey() + " (" + number + ")");
            if (byKey.put(config.stateKey(), config) != null && key.filter(config.stateKey()::equals).isPresent()) {
                throw ConfigException.at(name, "two components have the key " + key.get(),
                        "name one by its number: " + String.join(", ", known), null);
            }
        }
        String all = String.join(", ", known);
        return key.map(byKey::get).orElseThrow(() -> key.isPresent()
                ? new ConfigException(name, "no component has the key '" + key.get() + "'; there are " + all)
                : ConfigException.at(name, "there are " + known.size() + " components of this type",
                        "name one of them, by its key or its number: " + all, null));
    }

    /** Returns the documents of this type by their numbers. */
    private static Map<Integer, YamlFile.Document> components(List<YamlFile.Document> documents, String name) {
        Map<Integer, YamlFile.Document> components = new LinkedHashMap<>();
        List<ConfigException> others = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            YamlFile.Document document = documents.get(i);
            if (document.value() instanceof Map<?, ?> file) {
                String type = String.valueOf(file.get(TYPE));
                if (type.equals(COMPONENT) || type.endsWith("." + COMPONENT)) {
                    components.put(i, document);
                } else {
                    others.add(new ConfigException(
                            name + document.place(file, TYPE),
                            "the type is '" + type + "', not dagster_rocky." + COMPONENT));
                }
            } else if (document.value() != null) {
                throw new ConfigException(
                        name + ":" + document.line(), "expected a mapping with 'type' and 'attributes'");
            }
        }
        if (components.isEmpty()) {
            throw others.isEmpty()
                    ? new ConfigException(name, "the file is empty; expected a mapping with 'type' and 'attributes'")
                    : others.get(0);
        }
        return components;
    }

    /**
     * Reads the value of an attribute that isn't a plain string, written as lines of YAML: {@code "key: warehouse"}.
     *
     * @throws ConfigException if it isn't valid YAML, or isn't a mapping (or a string, if the attribute accepts one)
     */
    public static Object mapping(Attribute attribute, List<String> lines) {
        byte[] yaml = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        List<YamlFile.Document> documents = YamlFile.read(yaml, attribute.javaName());
        Object value = documents.size() == 1 ? documents.get(0).value() : null;
        if (value instanceof Map || value != null && attribute.type() != Attribute.Type.MAP) {
            return value;
        }
        throw new ConfigException(attribute.javaName() + " is a mapping, in lines such as \"key: warehouse\", not "
                + String.join(", ", lines));
    }

    /** Reads one document. */
    private static final class Reader {

        private final String name;
        private final YamlFile.Document document;
        private final AttributeValues values;
        private final ComponentConfig.Builder config = ComponentConfig.builder();
        private final Map<String, String> notUsed = new LinkedHashMap<>();

        Reader(String name, YamlFile.Document document, AttributeValues values) {
            this.name = name;
            this.document = document;
            this.values = values;
        }

        ComponentConfig read() {
            Map<?, ?> file = (Map<?, ?>) Optional.ofNullable(document.value()).orElseThrow();
            file.forEach((member, value) -> {
                if (NOT_USED.containsKey(member) && Attribute.says(value)) {
                    notUsed.put(String.valueOf(member), NOT_USED.get(member));
                } else if (!NOT_USED.containsKey(member) && !member.equals(TYPE) && !member.equals(ATTRIBUTES)) {
                    List<String> known = Stream.concat(Stream.of(ATTRIBUTES, TYPE), NOT_USED.keySet().stream())
                            .sorted()
                            .toList();
                    Nearest near = Nearest.of(String.valueOf(member), known);
                    throw new ConfigException(
                            name + document.place(file, String.valueOf(member)),
                            "there is no '" + member + "' beside the attributes" + near.text(),
                            near.names());
                }
            });
            Object attributes = file.get(ATTRIBUTES);
            if (attributes instanceof Map<?, ?> given) {
                given.forEach((attribute, value) -> set(given, String.valueOf(attribute), value));
            } else if (attributes != null) {
                throw new ConfigException(
                        name + document.place(file, ATTRIBUTES), "'attributes' is a mapping, not '" + attributes + "'");
            }
            ComponentConfig built = config.build();
            if (built.dagMode()) {
                for (Attribute ofTables : List.of(Attribute.TENANT, Attribute.TRANSLATION)) {
                    if (isOfTables(ofTables, built)) {
                        notUsed.put(ofTables.yamlName(), "is about discovered tables, and with dag_mode there are none, for"
                                + " Dagster neither");
                    }
                }
            }
            return config.notUsed(notUsed).build();
        }

        /** Returns whether the attribute's value only concerns discovered tables. */
        private static boolean isOfTables(Attribute attribute, ComponentConfig config) {
            return config.get(attribute)
                    .filter(value -> !(value instanceof Map<?, ?> members)
                            || attribute == Attribute.TENANT
                            || !members.containsKey("prefix")
                                    && !members.containsKey("rename")
                                    && members.values().stream().noneMatch(Reader::choosesKinds))
                    .isPresent();
        }

        private static boolean choosesKinds(@Nullable Object member) {
            return member instanceof Map<?, ?> words && (words.containsKey("model") || words.containsKey("node"));
        }

        private void noteMembers(Attribute attribute, Map<?, ?> members) {
            new TreeMap<>(MEMBERS_NOT_USED.getOrDefault(attribute, Map.of())).forEach((member, lost) -> {
                if (says(member, members)) {
                    notUsed.put(attribute.yamlName() + "." + member, lost);
                }
            });
        }

        private static boolean says(String member, Map<?, ?> members) {
            // Choosing by kind is only possible here; a string is what Dagster calls group_name.
            boolean choice = member.equals("group") && !(members.get(member) instanceof String);
            return Attribute.says(members.get(member)) && !choice;
        }

        private void set(Map<?, ?> attributes, String attribute, @Nullable Object value) {
            try {
                Optional<Attribute> known = Attribute.ofYamlName(attribute);
                if (known.isPresent()) {
                    values.set(config, known.get(), value);
                    config.place(known.get(), name + document.place(attributes, attribute));
                    config.build();
                    if (value instanceof Map<?, ?> members) {
                        noteMembers(known.get(), members);
                    }
                } else if (Attribute.javaOnly(attribute)) {
                    if (value != null) {
                        throw ConfigException.of(
                                attribute + " can't be set in YAML: it is a function", "take it out, and set it in Java");
                    }
                } else {
                    String lost = Attribute.notUsed(attribute).orElseThrow(() -> {
                        Nearest near = Nearest.of(attribute, Attribute.yamlNames());
                        return new ConfigException("there is no attribute '" + attribute + "'" + near.text(), near.names());
                    });
                    if (Attribute.says(value)) {
                        notUsed.put(attribute, lost);
                    }
                }
            } catch (ConfigException e) {
                throw new ConfigException(name + document.place(attributes, attribute), String.valueOf(e.getMessage()), e);
            }
        }
    }
}
