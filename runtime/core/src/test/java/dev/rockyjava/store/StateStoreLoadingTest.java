package dev.rockyjava.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that another class loader has. */
class StateStoreLoadingTest {

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    Path services;

    @BeforeEach
    void aProviderInAFolderOfItsOwn() throws Exception {
        Path file = services.resolve("META-INF/services/" + StateStoreProvider.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, MemoryProvider.class.getName());
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void oneThatTheContextHasIsUsed() throws Exception {
        try (URLClassLoader context = new URLClassLoader(new URL[] {services.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(context);

            try (StateStore store = StateStores.open("memory:x", "key")) {
                assertThat(store.name()).isEqualTo("snapshot file memory");
            }
        }
    }

    @Test
    void oneOfAnotherCopyOfThisLibraryIsLeftAlone() throws Exception {
        URL[] copy = {services.toUri().toURL(), location(StateStores.class), location(MemoryProvider.class)};
        try (URLClassLoader context = new URLClassLoader(copy, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(context);

            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(() -> StateStores.open("s3://bucket", "key"))
                    .withMessageContaining("Add the artifact dev.rockyjava:rocky-stores");
        }
    }

    @Test
    void oneThatIsBrokenIsNamed() throws Exception {
        Path file = services.resolve("META-INF/services/" + StateStoreProvider.class.getName());
        Files.writeString(file, "no.such.Provider");
        try (URLClassLoader context = new URLClassLoader(new URL[] {services.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(context);

            assertThatExceptionOfType(StateStoreException.class)
                    .isThrownBy(() -> StateStores.open("s3://bucket", "key"))
                    .withMessageContaining("a snapshot store on the class path can't be loaded")
                    .withMessageContaining("no.such.Provider");
        }
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Handles {@code memory:}. */
    public static final class MemoryProvider implements StateStoreProvider {

        @Override
        public boolean handles(String location) {
            return location.startsWith("memory:");
        }

        @Override
        public StateStore open(StateStoreConfig config) {
            return LocalStateStore.at(Path.of("memory"));
        }
    }
}
