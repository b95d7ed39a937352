package dev.rockyjava.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a component: its name in {@code defs.yaml}, the type of its value and the value that it has when
 * nobody sets it.
 */
public enum Attribute {
    /** The {@code rocky} binary: a name to look up on the {@code PATH}, or a path, relative to the project. */
    BINARY_PATH(Type.TEXT, "rocky"),
    /** {@code rocky.toml}, relative to the project as every path here. */
    CONFIG_PATH(Type.TEXT, "rocky.toml"),
    /** The engine's own state file; unless set, the engine decides, as it does for every other {@code rocky} command. */
    STATE_PATH(Type.TEXT, null),
    /** An engine state of its own for this component; then {@link #STATE_PATH} isn't used. */
    STATE_NAMESPACE(Type.NAMESPACE, null),
    /** The folder of the models; where it isn't in the project, the one of this name beside {@code rocky.toml}. */
    MODELS_DIR(Type.TEXT, "models"),
    /** The folder of contracts, looked for as {@link #MODELS_DIR}. */
    CONTRACTS_DIR(Type.TEXT, null),
    /** Whether the graph of {@code rocky dag} makes the assets; else the discovered tables do. */
    DAG_MODE(Type.FLAG, false),
    /** Whether {@code rocky compliance} is asked once per batch, with a check result per asset. */
    SURFACE_COMPLIANCE(Type.FLAG, false),
    /** Whether {@code rocky retention-status} is asked once per batch, with an observation per model. */
    SURFACE_RETENTION_STATUS(Type.FLAG, false),
    /** Whether the lineage of every model's columns is kept in the snapshot and put on the specs. */
    SURFACE_COLUMN_LINEAGE(Type.FLAG, false),
    /** Whether what {@code rocky optimize} recommends is put on the specs. */
    SURFACE_OPTIMIZE_METADATA(Type.FLAG, true),
    /** Whether models are assets too, without {@link #DAG_MODE}. */
    SURFACE_DERIVED_MODELS(Type.FLAG, false),
    /** Whether the project's configured checks are checks on the specs. */
    SURFACE_CONFIGURED_CHECKS(Type.FLAG, false),
    /** Whether a missing snapshot is written when definitions are built, instead of there being none. */
    DISCOVER_ON_MISSING_STATE(Type.FLAG, false),
    /** Whether what would be a warning while a snapshot is written or missing is an error. */
    STRICT_BUILD(Type.FLAG, false),
    /** How long one call of the engine may take, in seconds. */
    TIMEOUT_SECONDS(Type.SECONDS, 3600L),
    /** The binary name of a {@code RockyTranslator} subclass. */
    TRANSLATOR(Type.TEXT, null),
    /** How assets are named, without a class: templates, a prefix, renames. */
    TRANSLATION(Type.MAP_OR_TEMPLATE, null),
    /** Which part of the schemas' names is a tenant, without {@link #DAG_MODE}; see {@link Tenant}. */
    TENANT(Type.MAP, null),
    /** Where the snapshot is kept. */
    DEFS_STATE(Type.MAP, null),
    /**
     * Whether the engine executes at once ({@code direct}) or by way of a plan ({@code plan}, or
     * {@code plan-then-apply}). The peer's two words
     * {@code streaming} and {@code pipes}, which say how its server hears of it, mean {@code direct}.
     */
    EXECUTION_MODE(Type.EXECUTION, "direct");

    /** What a value may be. */
    public enum Type {
        /** Any text. */
        TEXT("a text"),
        /** What the engine takes for the name of a file. */
        NAMESPACE("letters, digits and underscores"),
        /** True or false. */
        FLAG("true or false"),
        /** A whole number of seconds, more than 0. */
        SECONDS("a whole number of seconds, more than 0"),
        /** A way to execute. */
        EXECUTION("direct, plan, plan-then-apply, streaming or pipes"),
        /** Names with values of their own. */
        MAP("a mapping"),
        /** The same, or one template that makes them. */
        MAP_OR_TEMPLATE("a mapping, or one template");

        private static final Set<String> EXECUTION_WORDS = Set.of("direct", "plan", "plan-then-apply", "streaming", "pipes");

        private static final Pattern NAMESPACES = Pattern.compile("[A-Za-z0-9_]+");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** The type as a message says it. */
        public String words() {
            return words;
        }

        /** The value as it is kept; empty when it isn't of this type. */
        Optional<Object> accept(Object value) {
            return switch (this) {
                case TEXT -> value instanceof String ? Optional.of(value) : Optional.empty();
                case NAMESPACE -> value instanceof String text && NAMESPACES.matcher(text).matches()
                        ? Optional.of(value)
                        : Optional.empty();
                case FLAG -> value instanceof Boolean ? Optional.of(value) : flag(value);
                case SECONDS -> seconds(value);
                case EXECUTION -> EXECUTION_WORDS.contains(value)
                        ? Optional.of(String.valueOf(value).startsWith("plan") ? "plan" : "direct")
                        : Optional.empty();
                case MAP -> value instanceof Map ? Optional.of(value) : Optional.empty();
                case MAP_OR_TEMPLATE -> value instanceof Map || value instanceof String ? Optional.of(value) : Optional.empty();
            };
        }

        // A template such as {{ env.STRICT }} gives a text. These are the words that the peer takes (of pydantic).
        private static Optional<Object> flag(Object value) {
            return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
                case "true", "t", "yes", "y", "on", "1" -> Optional.of(true);
                case "false", "f", "no", "n", "off", "0" -> Optional.of(false);
                default -> Optional.empty();
            };
        }

        private static Optional<Object> seconds(Object value) {
            try {
                long seconds = Long.parseLong(String.valueOf(value));
                return seconds > 0 ? Optional.of(seconds) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Other names of the peer for one of these attributes. */
    private static final Map<String, Attribute> ALIASES = Map.of("translator_class", TRANSLATOR);

    /** Attributes of dagster-rocky that do nothing here, and what is lost. */
    private static final Map<String, String> NOT_USED = Map.of(
            "enable_sensor", "does nothing here: nothing polls the sources; schedule a refresh",
            "sensor_granularity", "does nothing here: there is no sensor",
            "sensor_interval_seconds", "does nothing here: there is no sensor",
            "op_tags", "does nothing here: there are no Dagster pools; calls that share a file are queued anyway",
            "strict_doctor", "does nothing here: `rocky doctor` isn't asked before a run; ask it, or the command doctor, in the"
                    + " job",
            "strict_doctor_checks", "does nothing here: `rocky doctor` isn't asked before a run",
            "server_url", "does nothing here: the binary is asked, not a server",
            "satisfy_empty_outputs", "does nothing here: a table that a run doesn't copy isn't reported as materialized,"
                    + " and what depends on it is skipped");

    /** Attributes of the peer that hold a function, which no text file can. */
    private static final Set<String> JAVA_ONLY = Set.of(
            "post_state_write_hook", "shadow_suffix_fn", "governance_override_fn", "idempotency_key_fn");

    private final Type type;
    private final @Nullable Object standard;

    Attribute(Type type, @Nullable Object standard) {
        this.type = type;
        this.standard = standard;
    }

    /** The name in {@code defs.yaml}: {@code binary_path}. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in the annotation: {@code binaryPath}. */
    public String javaName() {
        StringBuilder name = new StringBuilder();
        for (String word : yamlName().split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** The type of its value. */
    public Type type() {
        return type;
    }

    /** The value when nobody sets it; empty when it then has none. */
    public Optional<Object> standard() {
        return Optional.ofNullable(standard);
    }

    /** Whether it is a text that may be missing. */
    boolean isOptionalText() {
        return (type == Type.TEXT || type == Type.NAMESPACE) && standard == null;
    }

    /** Whether it changes what a compiler generates; the others matter on the machine that runs the program. */
    public boolean isForCompiling() {
        return switch (this) {
            case BINARY_PATH, STATE_PATH, STATE_NAMESPACE, MODELS_DIR, TIMEOUT_SECONDS, EXECUTION_MODE,
                    SURFACE_RETENTION_STATUS, DISCOVER_ON_MISSING_STATE -> false;
            default -> true;
        };
    }

    /** The attribute with a name of {@code defs.yaml}. */
    static Optional<Attribute> ofYamlName(String name) {
        return Stream.concat(
                        Arrays.stream(values()).filter(attribute -> attribute.yamlName().equals(name)),
                        Stream.ofNullable(ALIASES.get(name)))
                .findFirst();
    }

    /** What is lost of an attribute that does nothing here; empty for any other name. */
    static Optional<String> notUsed(String yamlName) {
        return Optional.ofNullable(NOT_USED.get(yamlName));
    }

    /** Whether a value asks for anything. */
    static boolean says(@Nullable Object value) {
        return !(value == null
                || value.equals(false)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty());
    }

    static boolean javaOnly(String yamlName) {
        return JAVA_ONLY.contains(yamlName);
    }

    /** Every name that {@code defs.yaml} may have, sorted. */
    static List<String> yamlNames() {
        return Stream.of(
                        Arrays.stream(values()).map(Attribute::yamlName),
                        ALIASES.keySet().stream(),
                        NOT_USED.keySet().stream(),
                        JAVA_ONLY.stream())
                .flatMap(names -> names)
                .sorted()
                .toList();
    }
}
