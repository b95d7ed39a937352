package dev.rockyjava.config;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a component. Immutable; two are equal if all their attributes are.
 *
 * <p>An attribute that isn't set has the default of dagster-rocky, see {@link Attribute#standard()}.
 */
public final class ComponentConfig {

    private static final ComponentConfig DEFAULTS = new Builder().build();

    private final Map<Attribute, Object> set;
    private final Map<String, String> notUsed;

    private final Map<Attribute, String> places;

    private ComponentConfig(
            Map<Attribute, Object> set, Map<String, String> notUsed, Map<Attribute, String> places) {
        this.places = Map.copyOf(places);
        this.set = Collections.unmodifiableMap(new EnumMap<>(set));
        this.notUsed = Collections.unmodifiableMap(new LinkedHashMap<>(notUsed));
    }

    /** Returns a configuration in which nothing is set. */
    public static ComponentConfig defaults() {
        return DEFAULTS;
    }

    /** Returns a builder in which nothing is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder with the values of this configuration. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.set.putAll(set);
        builder.places.putAll(places);
        builder.notUsed = notUsed;
        return builder;
    }

    /** Returns the value of an attribute or its default; empty if it has neither. */
    public Optional<Object> get(Attribute attribute) {
        return Optional.ofNullable(set.get(attribute)).or(attribute::standard);
    }

    /**
     * Returns where the attribute is set, to display, such as {@code defs.yaml:7:3}; empty if it isn't set or the
     * place is unknown.
     */
    public Optional<String> place(Attribute attribute) {
        return Optional.ofNullable(places.get(attribute));
    }

    /** Returns whether the attribute was set explicitly. */
    public boolean isSet(Attribute attribute) {
        return set.containsKey(attribute);
    }

    /**
     * Returns what a {@code defs.yaml} contains that has no effect here, or a different one than in Dagster: by name,
     * each with what is lost.
     */
    public Map<String, String> notUsed() {
        return notUsed;
    }

    /**
     * Returns what in the file has no effect here, and what is lost with it, as one message; empty if everything
     * takes effect.
     */
    public Optional<String> lost() {
        return notUsed.isEmpty() ? Optional.empty() : Optional.of(notUsed.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(". ")));
    }

    /** Returns {@link Attribute#BINARY_PATH}. */
    public String binaryPath() {
        return text(Attribute.BINARY_PATH).orElseThrow();
    }

    /** Returns {@link Attribute#CONFIG_PATH}. */
    public String configPath() {
        return text(Attribute.CONFIG_PATH).orElseThrow();
    }

    /** Returns {@link Attribute#STATE_PATH}; empty to leave it to the engine. */
    public Optional<String> statePath() {
        return text(Attribute.STATE_PATH).filter(path -> !path.isEmpty());
    }

    /** Returns {@link Attribute#STATE_NAMESPACE}; empty for none. */
    public Optional<String> stateNamespace() {
        return text(Attribute.STATE_NAMESPACE);
    }

    /** Returns {@link Attribute#MODELS_DIR}. */
    public String modelsDir() {
        return text(Attribute.MODELS_DIR).orElseThrow();
    }

    /** Returns {@link Attribute#CONTRACTS_DIR}; empty for none. */
    public Optional<String> contractsDir() {
        return text(Attribute.CONTRACTS_DIR);
    }

    /** Returns {@link Attribute#DAG_MODE}. */
    public boolean dagMode() {
        return flag(Attribute.DAG_MODE);
    }

    /** Returns {@link Attribute#SURFACE_COMPLIANCE}. */
    public boolean surfaceCompliance() {
        return flag(Attribute.SURFACE_COMPLIANCE);
    }

    /** Returns {@link Attribute#SURFACE_RETENTION_STATUS}. */
    public boolean surfaceRetentionStatus() {
        return flag(Attribute.SURFACE_RETENTION_STATUS);
    }

    /** Returns {@link Attribute#SURFACE_COLUMN_LINEAGE}. */
    public boolean surfaceColumnLineage() {
        return flag(Attribute.SURFACE_COLUMN_LINEAGE);
    }

    /** Returns {@link Attribute#SURFACE_OPTIMIZE_METADATA}. */
    public boolean surfaceOptimizeMetadata() {
        return flag(Attribute.SURFACE_OPTIMIZE_METADATA);
    }

    /** Returns {@link Attribute#SURFACE_DERIVED_MODELS}. */
    public boolean surfaceDerivedModels() {
        return flag(Attribute.SURFACE_DERIVED_MODELS);
    }

    /** Returns {@link Attribute#SURFACE_CONFIGURED_CHECKS}. */
    public boolean surfaceConfiguredChecks() {
        return flag(Attribute.SURFACE_CONFIGURED_CHECKS);
    }

    /** Returns {@link Attribute#DISCOVER_ON_MISSING_STATE}. */
    public boolean discoverOnMissingState() {
        return flag(Attribute.DISCOVER_ON_MISSING_STATE);
    }

    /** Returns {@link Attribute#STRICT_BUILD}. */
    public boolean strictBuild() {
        return flag(Attribute.STRICT_BUILD);
    }

    /** Returns {@link Attribute#TIMEOUT_SECONDS}. */
    public Duration timeout() {
        return Duration.ofSeconds((Long) get(Attribute.TIMEOUT_SECONDS).orElseThrow());
    }

    /** Returns {@link Attribute#TRANSLATOR}; empty for none. */
    public Optional<String> translator() {
        return text(Attribute.TRANSLATOR);
    }

    /** Returns {@link Attribute#TRANSLATION}: a mapping of names, or a template; empty for none. */
    public Optional<Object> translation() {
        return get(Attribute.TRANSLATION).map(value -> value instanceof Map ? named(value) : value);
    }

    /** Returns {@link Attribute#TENANT}; empty for none. */
    public Optional<Tenant> tenant() {
        return get(Attribute.TENANT).map(members -> Tenant.of(named(members)));
    }

    /** Returns {@link Attribute#DEFS_STATE}; a local file by default. */
    public DefsState defsState() {
        return DefsState.of(map(Attribute.DEFS_STATE));
    }

    /** Returns {@link Attribute#EXECUTION_MODE}. */
    public String executionMode() {
        return text(Attribute.EXECUTION_MODE).orElseThrow();
    }

    /**
     * Returns the key under which the snapshot is stored: the one in {@code defs_state}, by default dagster-rocky's.
     */
    public String stateKey() {
        return defsState().key().orElse("RockyComponent[" + configPath() + "]");
    }

    private Optional<String> text(Attribute attribute) {
        return get(attribute).map(String.class::cast);
    }

    private boolean flag(Attribute attribute) {
        return (Boolean) get(attribute).orElse(false);
    }

    private Map<String, Object> map(Attribute attribute) {
        return get(attribute).map(ComponentConfig::named).orElse(Map.of());
    }

    private static Map<String, Object> named(Object value) {
        Map<String, Object> named = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> named.put(String.valueOf(name), member));
        return Collections.unmodifiableMap(named);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ComponentConfig that && set.equals(that.set) && notUsed.equals(that.notUsed);
    }

    @Override
    public int hashCode() {
        return Objects.hash(set, notUsed);
    }

    @Override
    public String toString() {
        return "ComponentConfig" + set;
    }

    /** Collects attributes. Not thread-safe. */
    public static final class Builder {

        private final Map<Attribute, Object> set = new EnumMap<>(Attribute.class);
        private final Map<Attribute, String> places = new EnumMap<>(Attribute.class);
        private Map<String, String> notUsed = Map.of();

        private Builder() {}

        /**
         * Sets an attribute.
         *
         * @param value a value of the attribute's type; null removes the value
         * @throws ConfigException if the value isn't of the attribute's type
         */
        public Builder set(Attribute attribute, @Nullable Object value) {
            if (value == null) {
                set.remove(attribute);
            } else {
                set.put(
                        attribute,
                        attribute.type().accept(value).orElseThrow(() -> new ConfigException(attribute.yamlName()
                                + " is " + attribute.type().words() + ", not '" + value + "'")));
            }
            return this;
        }

        /**
         * Records where an attribute is set, see {@link ComponentConfig#place}.
         *
         * @param place the place to display
         */
        public Builder place(Attribute attribute, String place) {
            places.put(attribute, place);
            return this;
        }

        Builder notUsed(Map<String, String> names) {
            notUsed = names;
            return this;
        }

        /**
         * Builds the configuration.
         *
         * @throws ConfigException if {@code defs_state} contradicts itself, or {@code tenant} is incomplete
         */
        public ComponentConfig build() {
            ComponentConfig config = new ComponentConfig(set, notUsed, places);
            config.defsState();
            config.tenant();
            return config;
        }
    }
}
