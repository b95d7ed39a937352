package dev.rockyjava.internal.json;

import dev.rockyjava.error.IncompatibleLibraryException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Mappers for JSON and TOML. None is created in a static initializer, where an exception would become an
 * {@code ExceptionInInitializerError}, and for every later caller a {@code NoClassDefFoundError}.
 */
public final class Mappers {

    private static final Supplier<TomlMapper> TOML = new Lazy<>(TomlMapper::new);
    private static final Supplier<TomlFactory> TOML_PARSERS = new Lazy<>(TomlFactory::new);

    private Mappers() {}

    /**
     * Returns the mapper with Jackson's defaults.
     *
     * @throws IncompatibleLibraryException if Jackson can't work with the libraries on the class path
     */
    public static JsonMapper json() {
        JacksonCheck.run();
        return JsonMapper.shared();
    }

    /**
     * Returns a supplier of a mapper, which is created at the first call of the supplier.
     *
     * @return the supplier; throws {@link IncompatibleLibraryException} if Jackson can't work with the libraries on the
     *     class path
     */
    public static Supplier<JsonMapper> json(UnaryOperator<JsonMapper.Builder> settings) {
        return new Lazy<>(() -> settings.apply(JsonMapper.builder()).build());
    }

    /**
     * Returns the mapper for TOML.
     *
     * @throws IncompatibleLibraryException if Jackson can't work with the libraries on the class path
     */
    public static TomlMapper toml() {
        return TOML.get();
    }

    /**
     * Returns a TOML document as a tree, as {@link #toml()} reads it. Without a mapper: a new JVM takes six times as long to
     * create one as to read a document.
     *
     * @throws tools.jackson.core.JacksonException if it isn't TOML
     * @throws IncompatibleLibraryException if Jackson can't work with the libraries on the class path
     */
    public static JsonNode readToml(String text) {
        try (JsonParser parser = TOML_PARSERS.get().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return node(parser);
        }
    }

    private static JsonNode node(JsonParser parser) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    object.set(name, node(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                return array;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return nodes.booleanNode(parser.getBooleanValue());
            }
            case VALUE_NUMBER_INT -> {
                return switch (parser.getNumberType()) {
                    case INT -> nodes.numberNode(parser.getIntValue());
                    case LONG -> nodes.numberNode(parser.getLongValue());
                    default -> nodes.numberNode(parser.getBigIntegerValue());
                };
            }
            case VALUE_NUMBER_FLOAT -> {
                return parser.getNumberType() == NumberType.BIG_DECIMAL
                        ? nodes.numberNode(parser.getDecimalValue())
                        : nodes.numberNode(parser.getDoubleValue());
            }
            default -> {
                return nodes.stringNode(parser.getString());
            }
        }
    }

    private static final class Lazy<T> implements Supplier<T> {

        private final Supplier<T> create;
        private volatile @Nullable T created;

        Lazy(Supplier<T> create) {
            this.create = create;
        }

        @Override
        public T get() {
            T existing = created;
            if (existing == null) {
                JacksonCheck.run();
                // Two threads may both create one: they are equal, and the second replaces the first.
                existing = create.get();
                created = existing;
            }
            return existing;
        }
    }
}
