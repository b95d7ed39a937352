package dev.rockyjava.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stores as modules: what an automatic module needs isn't there by itself. */
class ModulePathTest {

    // Those of the tests don't all work as modules.
    private static final Pattern OF_THE_MAIN_CODE = Pattern.compile(
            "runtime.(core|stores).target.(classes|rocky-)|awssdk|jedis|redis-authx|commons-pool2|gson|json-\\d"
                    + "|slf4j-api|jspecify|tools.jackson|snakeyaml|jackson-annotations|reactive-streams");

    @ParameterizedTest
    @ValueSource(strings = {"redis://127.0.0.1:1", "s3://bucket?endpoint=http://127.0.0.1:1"})
    void areFoundAndHaveAllThatTheyNeed(String location) throws Exception {
        ClassLoader modules = modules();
        Class<?> configType = modules.loadClass("dev.rockyjava.store.StateStoreConfig");
        Object config = configType.getMethod("of", String.class, String.class).invoke(null, location, "key");
        if (location.startsWith("s3")) {
            config = withOption(withOption(config, "access_key_id"), "secret_access_key");
        }
        Object store = modules.loadClass("dev.rockyjava.store.StateStores")
                .getMethod("open", configType)
                .invoke(null, config);

        assertThat(store.getClass().getModule().getName()).isEqualTo("dev.rockyjava");
        try {
            modules.loadClass("dev.rockyjava.store.StateStore").getMethod("latest").invoke(store);
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).hasMessageContaining("could not read").hasMessageContaining("efused");
            return;
        } finally {
            modules.loadClass("dev.rockyjava.store.StateStore").getMethod("close").invoke(store);
        }
        throw new AssertionError("something listens on port 1");
    }

    private static Object withOption(Object config, String name) throws ReflectiveOperationException {
        return config.getClass().getMethod("withOption", String.class, String.class).invoke(config, name, "x");
    }

    private static ClassLoader modules() {
        Path[] path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> OF_THE_MAIN_CODE.matcher(entry).find())
                .map(Path::of)
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        ModuleFinder finder = ModuleFinder.of(path);
        Configuration resolved = Configuration.resolveAndBind(
                ModuleFinder.of(), List.of(boot.configuration()), finder, Set.of("dev.rockyjava.stores"));
        return ModuleLayer.defineModulesWithOneLoader(resolved, List.of(boot), ClassLoader.getPlatformClassLoader())
                .layer()
                .findLoader("dev.rockyjava.stores");
    }
}
