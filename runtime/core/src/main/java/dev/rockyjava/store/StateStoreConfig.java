package dev.rockyjava.store;

import dev.rockyjava.store.StateStoreException.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which store, and how to use it.
 *
 * @param location a management type of the Python peer ({@code LOCAL_FILESYSTEM}), a URI
 *     ({@code s3://bucket/prefix}, {@code redis://host:6379}, {@code file:///shared/states}), or a folder
 * @param key the component's state key, such as {@code RockyComponent[rocky.toml]}
 * @param folder for {@code LOCAL_FILESYSTEM}: the folder that {@code .local_defs_state} is in; elsewhere what a
 *     relative folder is relative to
 * @param options what one kind of store understands beyond this; never shown, they may be secrets
 * @param keep how many versions stay, at least 1. Versions younger than an hour stay in any case
 * @param connectTimeout for reaching a store over a network
 * @param timeout for one answer of such a store
 * @param clock for the ids of versions
 */
public record StateStoreConfig(
        String location,
        String key,
        Path folder,
        Map<String, String> options,
        int keep,
        Duration connectTimeout,
        Duration timeout,
        Clock clock) {

    private static final int DEFAULT_KEEP = 20;
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    public StateStoreConfig {
        Objects.requireNonNull(location);
        Objects.requireNonNull(key);
        options = Map.copyOf(options);
        require(keep, k -> k >= 1, "keep", "a number of versions from 1");
        require(connectTimeout, StateStoreConfig::usable, "connect_timeout_seconds", "between 1 and 86400");
        require(timeout, StateStoreConfig::usable, "timeout_seconds", "between 1 and 86400");
    }

    /** A store by its location, with the defaults: 20 versions, 5 seconds to connect, 30 for an answer. */
    public static StateStoreConfig of(String location, String key) {
        return new StateStoreConfig(
                location,
                key,
                Path.of(""),
                Map.of(),
                DEFAULT_KEEP,
                DEFAULT_CONNECT_TIMEOUT,
                DEFAULT_TIMEOUT,
                Clock.systemUTC());
    }

    public StateStoreConfig withFolder(Path folder) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    public StateStoreConfig withKeep(int keep) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    public StateStoreConfig withTimeouts(Duration connectTimeout, Duration timeout) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    public StateStoreConfig withClock(Clock clock) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    /**
     * Adds options. {@code keep}, {@code timeout_seconds} and {@code connect_timeout_seconds} are the components of
     * this record by those names; every other one is for the store.
     *
     * @throws StateStoreException if one of the three isn't a number in its range
     */
    public StateStoreConfig withOptions(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(options);
        all.putAll(more);
        int versions = take(all, "keep", keep, Integer::valueOf);
        Duration answer = take(all, "timeout_seconds", timeout, text -> Duration.ofSeconds(Long.parseLong(text)));
        Duration connect =
                take(all, "connect_timeout_seconds", connectTimeout, text -> Duration.ofSeconds(Long.parseLong(text)));
        return new StateStoreConfig(location, key, folder, all, versions, connect, answer, clock);
    }

    public StateStoreConfig withOption(String name, String value) {
        return withOptions(Map.of(name, value));
    }

    private static <T> T take(Map<String, String> options, String name, T otherwise, Function<String, T> parse) {
        String text = options.remove(name);
        try {
            return text == null ? otherwise : parse.apply(text.strip());
        } catch (NumberFormatException | ArithmeticException e) {
            throw notUsable(name, "\"" + text + "\"", "a whole number");
        }
    }

    private static <T> void require(T value, Predicate<T> usable, String name, String what) {
        if (!usable.test(value)) {
            throw notUsable(name, value.toString(), what);
        }
    }

    private static StateStoreException notUsable(String name, String value, String what) {
        String problem = "option " + name + " can't be " + value;
        return new StateStoreException(Reason.MISCONFIGURED, "defs_state", problem, "It is " + what + ".", null);
    }

    private static boolean usable(Duration timeout) {
        // Clients take milliseconds as an int, and for most of them 0 means forever.
        return timeout.toMillis() >= 1 && timeout.compareTo(Duration.ofDays(1)) <= 0;
    }

    @Override
    public String toString() {
        return "StateStoreConfig[" + StateStoreLocation.redact(location) + ", key=" + key + "]";
    }
}
