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
 * How a component is set up. Immutable; two are equal when every attribute is.
 *
 * <p>What nobody sets has the default of the Python peer, see {@link Attribute#standard()}.
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

    /** A configuration in which nothing is set. */
    public static ComponentConfig defaults() {
        return DEFAULTS;
    }

    /** Starts a configuration. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts a configuration from this one. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.set.putAll(set);
        builder.places.putAll(places);
        builder.notUsed = notUsed;
        return builder;
    }

    /** The value of an attribute, set or standard; empty when it has neither. */
    public Optional<Object> get(Attribute attribute) {
        return Optional.ofNullable(set.get(attribute)).or(attribute::standard);
    }

    /** Where the attribute is set, for people: {@code defs.yaml:7:3}; empty if it isn't set, or not known. */
    public Optional<String> place(Attribute attribute) {
        return Optional.ofNullable(places.get(attribute));
    }

    /** Whether somebody set the attribute. */
    public boolean isSet(Attribute attribute) {
        return set.containsKey(attribute);
    }

    /**
     * What a {@code defs.yaml} says that does nothing here, or something else than for Dagster: by name, each with what is
     * lost.
     */
    public Map<String, String> notUsed() {
        return notUsed;
    }

    /** What of the file does nothing here, and what is lost with it, as one message; empty when all of it counts. */
    public Optional<String> lost() {
        return notUsed.isEmpty() ? Optional.empty() : Optional.of(notUsed.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(". ")));
    }

    /** See {@link Attribute#BINARY_PATH}. */
    public String binaryPath() {
        return text(Attribute.BINARY_PATH).orElseThrow();
    }

    /** See {@link Attribute#CONFIG_PATH}. */
    public String configPath() {
        return text(Attribute.CONFIG_PATH).orElseThrow();
    }

    /** See {@link Attribute#STATE_PATH}; empty to leave it to the engine. */
    public Optional<String> statePath() {
        return text(Attribute.STATE_PATH).filter(path -> !path.isEmpty());
    }

    /** See {@link Attribute#STATE_NAMESPACE}. */
    public Optional<String> stateNamespace() {
        return text(Attribute.STATE_NAMESPACE);
    }

    /** See {@link Attribute#MODELS_DIR}. */
    public String modelsDir() {
        return text(Attribute.MODELS_DIR).orElseThrow();
    }

    /** See {@link Attribute#CONTRACTS_DIR}. */
    public Optional<String> contractsDir() {
        return text(Attribute.CONTRACTS_DIR);
    }

    /** See {@link Attribute#DAG_MODE}. */
    public boolean dagMode() {
        return flag(Attribute.DAG_MODE);
    }

    /** See {@link Attribute#SURFACE_COMPLIANCE}. */
    public boolean surfaceCompliance() {
        return flag(Attribute.SURFACE_COMPLIANCE);
    }

    /** See {@link Attribute#SURFACE_RETENTION_STATUS}. */
    public boolean surfaceRetentionStatus() {
        return flag(Attribute.SURFACE_RETENTION_STATUS);
    }

    /** See {@link Attribute#SURFACE_COLUMN_LINEAGE}. */
    public boolean surfaceColumnLineage() {
        return flag(Attribute.SURFACE_COLUMN_LINEAGE);
    }

    /** See {@link Attribute#SURFACE_OPTIMIZE_METADATA}. */
    public boolean surfaceOptimizeMetadata() {
        return flag(Attribute.SURFACE_OPTIMIZE_METADATA);
    }

    /** See {@link Attribute#SURFACE_DERIVED_MODELS}. */
    public boolean surfaceDerivedModels() {
        return flag(Attribute.SURFACE_DERIVED_MODELS);
    }

    /** See {@link Attribute#SURFACE_CONFIGURED_CHECKS}. */
    public boolean surfaceConfiguredChecks() {
        return flag(Attribute.SURFACE_CONFIGURED_CHECKS);
    }

    /** See {@link Attribute#DISCOVER_ON_MISSING_STATE}. */
    public boolean discoverOnMissingState() {
        return flag(Attribute.DISCOVER_ON_MISSING_STATE);
    }

    /** See {@link Attribute#STRICT_BUILD}. */
    public boolean strictBuild() {
        return flag(Attribute.STRICT_BUILD);
    }

    /** See {@link Attribute#TIMEOUT_SECONDS}. */
    public Duration timeout() {
        return Duration.ofSeconds((Long) get(Attribute.TIMEOUT_SECONDS).orElseThrow());
    }

    /** See {@link Attribute#TRANSLATOR}. */
    public Optional<String> translator() {
        return text(Attribute.TRANSLATOR);
    }

    /** See {@link Attribute#TRANSLATION}: a mapping of names, or a template; empty when none is given. */
    public Optional<Object> translation() {
        return get(Attribute.TRANSLATION).map(value -> value instanceof Map ? named(value) : value);
    }

    /** See {@link Attribute#TENANT}. */
    public Optional<Tenant> tenant() {
        return get(Attribute.TENANT).map(members -> Tenant.of(named(members)));
    }

    /** See {@link Attribute#DEFS_STATE}; a local file when none is given. */
    public DefsState defsState() {
        return DefsState.of(map(Attribute.DEFS_STATE));
    }

    /** See {@link Attribute#EXECUTION_MODE}. */
    public String executionMode() {
        return text(Attribute.EXECUTION_MODE).orElseThrow();
    }

    /** The key under which the snapshot is stored: the one given in {@code defs_state}, else the peer's default. */
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

    /** Collects attributes. Not safe for use by several threads. */
    public static final class Builder {

        private final Map<Attribute, Object> set = new EnumMap<>(Attribute.class);
        private final Map<Attribute, String> places = new EnumMap<>(Attribute.class);
        private Map<String, String> notUsed = Map.of();

        private Builder() {}

        /**
         * Sets an attribute.
         *
         * @param value of the attribute's type; null takes back what was set
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

        /** Takes over what another configuration sets. */
        public Builder setAll(ComponentConfig other) {
            set.putAll(other.set);
            places.putAll(other.places);
            return this;
        }

        /**
         * Says where an attribute is set, see {@link ComponentConfig#place}.
         *
         * @param place for people
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
         * The configuration.
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
