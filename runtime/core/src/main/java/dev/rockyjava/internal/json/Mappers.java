package dev.rockyjava.internal.json;

import dev.rockyjava.error.IncompatibleLibraryException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Mappers for JSON and TOML. None is created in a static initializer, where an exception would become an
 * {@code ExceptionInInitializerError}, and for every later caller a {@code NoClassDefFoundError}.
 */
public final class Mappers {

    private static final Supplier<TomlMapper> TOML = new Lazy<>(TomlMapper::new);

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
