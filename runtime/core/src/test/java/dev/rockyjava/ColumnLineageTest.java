package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineNotFoundException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest.Compile;
import dev.rockyjava.engine.QueryRequest.Lineage;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.refresh.WriteEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lineage of each model's columns: which models are asked for, how many at once, and what becomes of a failure. */
@Timeout(120)
class ColumnLineageTest {

    @TempDir
    Path folder = Path.of("");

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String document(String model) {
        return "{'command':'lineage','model':'" + model + "','edges':[]}";
    }

    private RockyComponent component(boolean lineage) {
        ComponentConfig config = ComponentConfig.builder()
                .set(Attribute.SURFACE_COLUMN_LINEAGE, lineage)
                .set(Attribute.SURFACE_OPTIMIZE_METADATA, false)
                .build();
        return RockyComponent.of(config, folder);
    }

    private ScriptedQueries engine(String... models) {
        ScriptedQueries engine = new ScriptedQueries().on(new Compile("models", Optional.empty()), "{}");
        for (String model : models) {
            engine.on(new Lineage(model, "models"), document(model));
        }
        return engine;
    }

    private JsonNode write(RockyComponent component, ScriptedQueries engine) throws IOException {
        file("rocky.toml", "");
        Path snapshot = folder.resolve("snapshot.json");
        component.writeStateToPath(engine, RockyProject.load(folder.resolve("rocky.toml")), snapshot);
        return new JsonMapper().readTree(snapshot.toFile()).path("rocky_java").path("lineage");
    }

    @Test
    void everyModelButDefaultsAndContracts() throws IOException {
        file("models/b.toml", "");
        file("models/deep/er/a.toml", "name = 'a'");
        file("models/file.toml", "name = 'other'");
        file("models/broken.toml", "name = ");
        file("models/_defaults.toml", "");
        file("models/b.contract.toml", "");
        file("models/c.sql", "");
        Files.createDirectories(folder.resolve("models/folder.toml"));

        JsonNode lineage = write(component(true), engine("a", "b", "broken", "other"));

        assertThat(lineage.propertyNames()).containsExactly("a", "b", "broken", "other");
        assertThat(lineage.get("b")).isEqualTo(new JsonMapper().readTree(document("b").replace('\'', '"')));
    }

    @Test
    void switchedOffNobodyIsAsked() throws IOException {
        file("models/b.toml", "");
        ScriptedQueries engine = engine();

        assertThat(write(component(false), engine).isMissingNode()).isTrue();
        assertThat(engine.asked).hasSize(1);
    }

    @Test
    void withoutAFolderOfModelsThereIsNone() throws IOException {
        assertThat(write(component(true), new ScriptedQueries()).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void oneThatFailsIsSkipped(EngineException failure) throws IOException {
        file("models/a.toml", "");
        file("models/b.toml", "");
        file("models/c.toml", "");
        ScriptedQueries engine = engine("a", "c").onThrow(new Lineage("b", "models"), failure);

        assertThat(write(component(true), engine).propertyNames()).containsExactly("a", "c");
    }

    static Stream<EngineException> oneThatFailsIsSkipped() {
        return Stream.of(
                new EngineCommandException("no such column", 1, List.of()),
                new EngineTimeoutException("slow"),
                new EngineOutputException("garbage", "x"));
    }

    @Test
    void oneThatIsNoDocumentIsSkipped() throws IOException {
        file("models/a.toml", "");
        file("models/b.toml", "");

        assertThat(write(component(true), engine("a").on(new Lineage("b", "models"), "[]")).propertyNames())
                .containsExactly("a");
    }

    @Test
    void anEngineThatIsGoneEndsTheRefresh() throws IOException {
        file("models/a.toml", "");
        ScriptedQueries engine = engine().onThrow(new Lineage("a", "models"), new EngineNotFoundException("gone", "look", null));

        assertThatThrownBy(() -> write(component(true), engine)).isInstanceOf(EngineNotFoundException.class);
        assertThat(folder.resolve("snapshot.json")).doesNotExist();
    }

    @Test
    void severalAtOnceButNotAllAndTheOrderIsThatOfTheNames() throws IOException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ScriptedQueries engine = engine();
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "m" + (10 + i)).toList();
        // The first ones stay until a ninth comes, which it must not before one of them has gone.
        CountDownLatch ninth = new CountDownLatch(9);
        for (String name : names) {
            file("models/" + name + ".toml", "");
            engine.onCall(new Lineage(name, "models"), () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                ninth.countDown();
                try {
                    ninth.await(500, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                running.decrementAndGet();
                return document(name).replace('\'', '"');
            });
        }
        List<String> events = Collections.synchronizedList(new ArrayList<>());

        JsonNode lineage = write(
                component(true).withWriteListener(event -> {
                    if (event instanceof WriteEvent.Lineage done) {
                        events.add(done.done() + "/" + done.of());
                    }
                }),
                engine);

        assertThat(lineage.propertyNames()).containsExactlyElementsOf(names);
        assertThat(most.get()).isBetween(2, 8);
        assertThat(events).hasSize(40).startsWith("1/40").endsWith("40/40");
        byte[] first = Files.readAllBytes(folder.resolve("snapshot.json"));
        write(component(true), engine);
        assertThat(folder.resolve("snapshot.json")).hasBinaryContent(first);
    }

    @Test
    void anInterruptionEndsTheRefresh() throws IOException {
        file("models/a.toml", "");
        CountDownLatch forever = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        ScriptedQueries engine = engine().onCall(new Lineage("a", "models"), () -> {
            caller.interrupt();
            try {
                forever.await();
                throw new AssertionError("nobody counts down");
            } catch (InterruptedException e) {
                throw new EngineInterruptedException("interrupted", e);
            }
        });

        assertThatThrownBy(() -> write(component(true), engine)).isInstanceOf(EngineInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(folder.resolve("snapshot.json")).doesNotExist();
    }
}
