package dev.rockyjava.store;

import dev.rockyjava.config.DefsState;
import dev.rockyjava.store.StateStoreException.Reason;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Opens snapshot stores. */
public final class StateStores {

    private static final String STORES_ARTIFACT = "dev.rockyjava:rocky-stores";
    private static final Map<String, String> ARTIFACTS = Map.of(
            "s3", STORES_ARTIFACT,
            "redis", STORES_ARTIFACT,
            "rediss", STORES_ARTIFACT,
            "valkey", STORES_ARTIFACT,
            "valkeys", STORES_ARTIFACT);

    private StateStores() {}

    /** Opens the store at a location, with the defaults of {@link StateStoreConfig#of}. */
    public static StateStore open(String location, String key) {
        return open(StateStoreConfig.of(location, key));
    }

    /**
     * Opens a store. Doesn't connect. The store is:
     *
     * <ul>
     *   <li>the local file for {@code LOCAL_FILESYSTEM};
     *   <li>otherwise the one of the first provider on the class path that handles the location;
     *   <li>otherwise a versioned store in the folder or file system of the location.
     * </ul>
     *
     * @return a store, to be closed by the caller
     * @throws StateStoreException if this location can't be opened (the message names the artifact to add if there is
     *     one), or if the configuration is invalid
     */
    public static StateStore open(StateStoreConfig config) {
        if (config.location().equalsIgnoreCase(DefsState.LOCAL_FILESYSTEM)) {
            return LocalStateStore.in(config.folder(), config.key());
        }
        Optional<StateStoreProvider> provider = provider(config);
        if (provider.isPresent()) {
            return provider.get().open(config);
        }
        return new VersionedStateStore(new PathStateStoreBackend(base(config), config.key()), config);
    }

    /**
     * Opens a versioned store in a folder of any file system: {@code <base>/<key>/<version>}.
     *
     * @param base a folder in an open file system that outlives the store
     * @param config everything except the location
     */
    public static StateStore inFolder(Path base, StateStoreConfig config) {
        return new VersionedStateStore(new PathStateStoreBackend(base, config.key()), config);
    }

    private static Optional<StateStoreProvider> provider(StateStoreConfig config) {
        Optional<StateStoreProvider> found = provider(config, StateStores.class.getClassLoader());
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return found.isPresent() || !seesThisLibrary(context) ? found : provider(config, context);
    }

    /** A compiler or a server may have another copy of this library there, whose stores are of no use here. */
    private static boolean seesThisLibrary(@Nullable ClassLoader loader) {
        try {
            return loader != null
                    && Class.forName(StateStoreProvider.class.getName(), false, loader) == StateStoreProvider.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Optional<StateStoreProvider> provider(StateStoreConfig config, ClassLoader loader) {
        try {
            return ServiceLoader.load(StateStoreProvider.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(provider -> provider.handles(config.location()))
                    .findFirst();
        } catch (ServiceConfigurationError e) {
            throw new StateStoreException(
                    Reason.MISCONFIGURED,
                    StateStoreLocation.redact(config.location()),
                    "a snapshot store on the class path can't be loaded: " + e.getMessage(),
                    "Have all dev.rockyjava artifacts in one version, with their dependencies.",
                    e);
        }
    }

    private static Path base(StateStoreConfig config) {
        String location = config.location();
        Optional<String> scheme = StateStoreLocation.scheme(location);
        if (scheme.isEmpty()) {
            return folder(config);
        }
        if (FileSystemProvider.installedProviders().stream()
                .noneMatch(provider -> provider.getScheme().equalsIgnoreCase(scheme.get()))) {
            throw unknown(location, scheme.get());
        }
        try {
            return Path.of(URI.create(location));
        } catch (FileSystemNotFoundException e) {
            throw misconfigured(location, "its file system isn't open",
                    "Open it first with FileSystems.newFileSystem, and keep it open as long as the store.");
        } catch (RuntimeException e) {
            // The cause's message contains the whole location.
            throw misconfigured(location, "isn't an address that the file system \"" + scheme.get() + "\" understands",
                    "Write it as a URI of a folder, such as file:///shared/states, with special characters as %XX.");
        }
    }

    private static Path folder(StateStoreConfig config) {
        String location = config.location();
        // Management types are capitalized words; taken as a folder, a misspelt one would be created silently.
        if (location.isBlank() || location.equals(location.toUpperCase(Locale.ROOT)) && location.matches("[A-Z_]+")) {
            throw misconfigured("\"" + location + "\"", "isn't a store",
                    "Use " + DefsState.LOCAL_FILESYSTEM + ", the URI of a store (s3://bucket/prefix, redis://host:6379,"
                            + " file:///shared/states) or a folder (./states).");
        }
        try {
            return config.folder().resolve(location);
        } catch (InvalidPathException e) {
            throw misconfigured("the folder of the store", "is not a valid path", "Write one that a folder can have.");
        }
    }

    private static StateStoreException unknown(String location, String scheme) {
        String artifact = ARTIFACTS.get(scheme);
        return artifact != null
                ? misconfigured(location, "the store for \"" + scheme + ":\" is not on the class path",
                        "Add the artifact " + artifact + " to the dependencies.")
                : misconfigured(location, "no store or file system for \"" + scheme + ":\" is on the class path",
                        "Use one of " + String.join(", ", ARTIFACTS.keySet().stream().sorted().toList())
                                + " (artifact " + STORES_ARTIFACT + ") or file, or add the file system's artifact.");
    }

    private static StateStoreException misconfigured(String location, String problem, String next) {
        return new StateStoreException(
                Reason.MISCONFIGURED, StateStoreLocation.redact(location), problem, next, null);
    }
}
