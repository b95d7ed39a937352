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
 * Which store to use, and how.
 *
 * @param location a management type of dagster-rocky ({@code LOCAL_FILESYSTEM}), a URI ({@code s3://bucket/prefix},
 *     {@code redis://host:6379}, {@code file:///shared/states}), or a folder
 * @param key the component's state key, such as {@code RockyComponent[rocky.toml]}
 * @param folder for {@code LOCAL_FILESYSTEM}, the folder that contains {@code .local_defs_state}; otherwise the
 *     folder that a relative location is resolved against
 * @param options further options of the particular store; never displayed, since they may be secret
 * @param keep how many versions to keep, at least 1. Versions younger than an hour are always kept
 * @param connectTimeout time limit for connecting to a store over a network
 * @param timeout time limit for one response of such a store
 * @param clock provides the time in version ids
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

    /**
     * Returns the configuration of a store with the defaults: 20 versions, 5 seconds to connect, 30 seconds for a
     * response.
     */
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

    /** Returns a copy with another folder, see {@link #folder()}. */
    public StateStoreConfig withFolder(Path folder) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    /**
     * Returns a copy that keeps another number of versions.
     *
     * @throws StateStoreException if it is less than 1
     */
    public StateStoreConfig withKeep(int keep) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    /**
     * Returns a copy with other time limits.
     *
     * @throws StateStoreException if one is shorter than a millisecond or longer than a day
     */
    public StateStoreConfig withTimeouts(Duration connectTimeout, Duration timeout) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    /** Returns a copy with another clock. */
    public StateStoreConfig withClock(Clock clock) {
        return new StateStoreConfig(location, key, folder, options, keep, connectTimeout, timeout, clock);
    }

    /**
     * Returns a copy with additional options. {@code keep}, {@code timeout_seconds} and {@code
     * connect_timeout_seconds} set the components of this record; all others are passed to the store.
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

    /**
     * Returns a copy with an additional option, see {@link #withOptions}.
     *
     * @throws StateStoreException if it isn't a number in its range
     */
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
        // Clients take milliseconds as an int, and most of them take 0 as no limit.
        return timeout.toMillis() >= 1 && timeout.compareTo(Duration.ofDays(1)) <= 0;
    }

    @Override
    public String toString() {
        return "StateStoreConfig[" + StateStoreLocation.redact(location) + ", key=" + key + "]";
    }
}
