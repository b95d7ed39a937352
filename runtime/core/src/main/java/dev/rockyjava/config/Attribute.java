package dev.rockyjava.config;

import dev.rockyjava.internal.text.LowerCase;
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

/** An attribute of a component: its name in {@code defs.yaml}, the type of its value and its default. */
public enum Attribute {
    /** The {@code rocky} binary: a name to look up on the {@code PATH}, or a path, relative to the project. */
    BINARY_PATH(Type.TEXT, "rocky"),
    /** {@code rocky.toml}; like all paths here, relative to the project. */
    CONFIG_PATH(Type.TEXT, "rocky.toml"),
    /** The engine's own state file; by default the engine decides, as for every other {@code rocky} command. */
    STATE_PATH(Type.TEXT, null),
    /** A separate engine state for this component; {@link #STATE_PATH} is then ignored. */
    STATE_NAMESPACE(Type.NAMESPACE, null),
    /** The folder of the models; if it isn't in the project, the folder of this name beside {@code rocky.toml}. */
    MODELS_DIR(Type.TEXT, "models"),
    /** The folder of contracts, located like {@link #MODELS_DIR}. */
    CONTRACTS_DIR(Type.TEXT, null),
    /** Whether assets are created from the graph of {@code rocky dag}; otherwise from the discovered tables. */
    DAG_MODE(Type.FLAG, false),
    /** Whether {@code rocky compliance} is queried once per batch, with a check result per asset. */
    SURFACE_COMPLIANCE(Type.FLAG, false),
    /** Whether {@code rocky retention-status} is queried once per batch, with an observation per model. */
    SURFACE_RETENTION_STATUS(Type.FLAG, false),
    /** Whether the column lineage of every model is stored in the snapshot and added to the specs. */
    SURFACE_COLUMN_LINEAGE(Type.FLAG, false),
    /** Whether the recommendations of {@code rocky optimize} are added to the specs. */
    SURFACE_OPTIMIZE_METADATA(Type.FLAG, true),
    /** Whether models become assets even without {@link #DAG_MODE}. */
    SURFACE_DERIVED_MODELS(Type.FLAG, false),
    /** Whether the project's configured checks become checks on the specs. */
    SURFACE_CONFIGURED_CHECKS(Type.FLAG, false),
    /** Whether a missing snapshot is written when definitions are built, instead of building none. */
    DISCOVER_ON_MISSING_STATE(Type.FLAG, false),
    /** Whether warnings about writing a snapshot, or about a missing one, are errors. */
    STRICT_BUILD(Type.FLAG, false),
    /** Time limit for one call of the engine, in seconds. */
    TIMEOUT_SECONDS(Type.SECONDS, 3600L),
    /** The binary name of a {@code RockyTranslator} subclass. */
    TRANSLATOR(Type.TEXT, null),
    /** How assets are named without a translator class: templates, a prefix, renames. */
    TRANSLATION(Type.MAP_OR_TEMPLATE, null),
    /** Which part of the schema names is a tenant, without {@link #DAG_MODE}; see {@link Tenant}. */
    TENANT(Type.MAP, null),
    /** Where the snapshot is stored. */
    DEFS_STATE(Type.MAP, null),
    /**
     * Whether the engine executes directly ({@code direct}) or through a plan ({@code plan}, or {@code
     * plan-then-apply}). dagster-rocky's {@code streaming} and {@code pipes}, which say how its server is notified,
     * mean {@code direct}.
     */
    EXECUTION_MODE(Type.EXECUTION, "direct");

    /** The type of a value. */
    public enum Type {
        /** Any string. */
        TEXT("a text"),
        /** What the engine accepts as the name of a file. */
        NAMESPACE("letters, digits and underscores"),
        /** True or false. */
        FLAG("true or false"),
        /** A whole number of seconds, greater than 0. */
        SECONDS("a whole number of seconds, more than 0"),
        /** An execution mode. */
        EXECUTION("direct, plan, plan-then-apply, streaming or pipes"),
        /** Names with values of their own. */
        MAP("a mapping"),
        /** A mapping, or one template that produces it. */
        MAP_OR_TEMPLATE("a mapping, or one template");

        private static final Set<String> EXECUTION_WORDS = Set.of("direct", "plan", "plan-then-apply", "streaming", "pipes");

        private static final Pattern NAMESPACES = Pattern.compile("[A-Za-z0-9_]+");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** Returns the type as worded in messages. */
        public String words() {
            return words;
        }

        /** Returns the value in its stored form; empty if it isn't of this type. */
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

        // A template such as {{ env.STRICT }} produces a string. These are the words that dagster-rocky accepts
        // (through pydantic).
        private static Optional<Object> flag(Object value) {
            return switch (LowerCase.of(String.valueOf(value))) {
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

    /** dagster-rocky's alternative names for these attributes. */
    private static final Map<String, Attribute> ALIASES = Map.of("translator_class", TRANSLATOR);

    /** Attributes of dagster-rocky that have no effect here, and what is lost. */
    private static final Map<String, String> NOT_USED = Map.of(
            "enable_sensor", "does nothing here: nothing polls the sources; schedule a refresh",
            "sensor_granularity", "does nothing here: there is no sensor",
            "sensor_interval_seconds", "does nothing here: there is no sensor",
            "op_tags", "does nothing here: there are no Dagster pools; calls that share a file are queued anyway",
            "strict_doctor", "does nothing here: `rocky doctor` isn't run before a run; run it, or doctor, in the"
                    + " job",
            "strict_doctor_checks", "does nothing here: `rocky doctor` isn't run before a run",
            "server_url", "does nothing here: the binary is called, not a server",
            "satisfy_empty_outputs", "does nothing here: a table that a run doesn't copy isn't reported as materialized,"
                    + " and what depends on it is skipped");

    /** Attributes of dagster-rocky that hold a function, which a text file can't. */
    private static final Set<String> JAVA_ONLY = Set.of(
            "post_state_write_hook", "shadow_suffix_fn", "governance_override_fn", "idempotency_key_fn");

    private final Type type;
    private final @Nullable Object standard;

    Attribute(Type type, @Nullable Object standard) {
        this.type = type;
        this.standard = standard;
    }

    /** Returns the name in {@code defs.yaml}, such as {@code binary_path}. */
    public String yamlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the name in the annotation, such as {@code binaryPath}. */
    public String javaName() {
        StringBuilder name = new StringBuilder();
        for (String word : yamlName().split("_")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** Returns the type of its value. */
    public Type type() {
        return type;
    }

    /** Returns the default value; empty if there is none. */
    public Optional<Object> standard() {
        return Optional.ofNullable(standard);
    }

    /** Returns whether the value is a string that may be absent. */
    boolean isOptionalText() {
        return (type == Type.TEXT || type == Type.NAMESPACE) && standard == null;
    }

    /**
     * Returns whether the attribute affects the generated code; the others only matter on the machine that runs the
     * program.
     */
    public boolean isForCompiling() {
        return switch (this) {
            case BINARY_PATH, STATE_PATH, STATE_NAMESPACE, MODELS_DIR, TIMEOUT_SECONDS, EXECUTION_MODE,
                    SURFACE_RETENTION_STATUS, DISCOVER_ON_MISSING_STATE -> false;
            default -> true;
        };
    }

    /** Returns the attribute with a name used in {@code defs.yaml}; empty if there is none. */
    static Optional<Attribute> ofYamlName(String name) {
        return Stream.concat(
                        Arrays.stream(values()).filter(attribute -> attribute.yamlName().equals(name)),
                        Stream.ofNullable(ALIASES.get(name)))
                .findFirst();
    }

    /** Returns what is lost for an attribute that has no effect here; empty for any other name. */
    static Optional<String> notUsed(String yamlName) {
        return Optional.ofNullable(NOT_USED.get(yamlName));
    }

    /** Returns whether a value requests anything. */
    static boolean says(@Nullable Object value) {
        return !(value == null
                || value.equals(false)
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty());
    }

    static boolean javaOnly(String yamlName) {
        return JAVA_ONLY.contains(yamlName);
    }

    /** Returns every name allowed in {@code defs.yaml}, sorted. */
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
