package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.QueryRequest.Dag;
import dev.rockyjava.engine.QueryRequest.Discover;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.refresh.SnapshotVerification;
import dev.rockyjava.refresh.StaleDefinitionsException;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a refresh says, and that it never makes a snapshot worse. */
class RefreshTest {

    private static final String SOURCES = "{'sources':[{'id':'raw','source_type':'duckdb','components':{},'tables':[]}]}";
    private static final String SOURCE = "{'id':'source:shop','kind':'source','label':'shop','pipeline':'shop'}";
    private static final String SEED_A = "{'id':'seed:a','kind':'seed','label':'a'}";
    private static final String SEED_B = "{'id':'seed:b','kind':'seed','label':'b'}";

    private static final String DAG = "{'command':'dag','schema_version':'1','nodes':[%s],'edges':[]}";

    @TempDir
    Path folder = Path.of("");

    private Path snapshot = Path.of("");
    private RockyComponent component = RockyComponent.create();

    @BeforeEach
    void makeAProject() throws IOException {
        Files.writeString(folder.resolve("rocky.toml"), "[pipeline.shop]\n");
        snapshot = folder.resolve("snapshot.json");
        component = RockyComponent.of(
                        ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), folder)
                .withSnapshotPath(snapshot);
    }

    @Test
    void theFirstOneAddsEverything() {
        RefreshResult result = component.refresh(engine(SEED_A));

        assertThat(result.created()).isTrue();
        assertThat(result.changed()).isTrue();
        assertThat(result.diff().added()).hasSize(1);
        assertThat(result.text()).isEqualTo(snapshot + " written: 1 assets, all new\n");
        assertThat(component.buildDefs()).isEqualTo(result.definitions());
    }

    @Test
    void theNextOnesSayWhatChanged() {
        component.refresh(engine(SEED_A));
        RefreshResult same = component.refresh(engine(SEED_A));
        RefreshResult changed = component.refresh(engine(SEED_A, SEED_B));

        assertThat(same.changed()).isFalse();
        assertThat(same.written()).isFalse();
        assertThat(same.text()).isEqualTo(snapshot + " is up to date\n");
        assertThat(changed.created()).isFalse();
        assertThat(changed.diff().added()).containsExactly(AssetKey.of("seed", "b"));
        assertThat(changed.text()).isEqualTo(snapshot + " written: 1 added\n  + seed/b\n");
    }

    @Test
    void aPreviewSaysTheSameAndWritesNothing() throws IOException {
        component.refresh(engine(SEED_A));
        byte[] before = Files.readAllBytes(snapshot);

        RefreshResult preview = component.previewRefresh(engine(SEED_B));

        assertThat(preview.text()).startsWith(snapshot + " would change: 1 added, 1 removed\n");
        assertThat(component.previewRefresh(engine(SEED_A)).text()).isEqualTo(snapshot + " is up to date\n");
        assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
        Files.delete(snapshot);
        assertThat(component.previewRefresh(engine(SEED_A)).changed()).isTrue();
        assertThat(snapshot).doesNotExist();
    }

    @Test
    void aSnapshotThatCantBeUsedReplacesNothing() throws IOException {
        component.refresh(engine(SEED_A));
        byte[] before = Files.readAllBytes(snapshot);
        ScriptedQueries broken = engine()
                .onThrow(new Dag(), new EngineCommandException("two models are named x", 1, List.of()));

        assertThatThrownBy(() -> component.refresh(broken))
                .isInstanceOf(SnapshotException.class)
                .hasMessageStartingWith("[RK104] " + snapshot + " (not written")
                .hasMessageContaining("two models are named x");
        assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
    }

    @Test
    void sourcesAreNotForgottenBecauseAWarehouseIsDown() throws IOException {
        component.refresh(engine(SOURCE).on(new Discover("shop"), SOURCES));
        byte[] before = Files.readAllBytes(snapshot);
        ScriptedQueries down = engine(SOURCE)
                .onThrow(new Discover("shop"), new EngineCommandException("no connection", 1, List.of()));

        assertThatThrownBy(() -> component.refresh(down))
                .isInstanceOf(EngineCommandException.class)
                .hasMessageContaining("no connection");
        assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
    }

    @Test
    void withoutAFormerSnapshotADiscoverThatFailsIsAsConfigured() {
        ScriptedQueries down = engine(SOURCE)
                .onThrow(new Discover("shop"), new EngineCommandException("no connection", 1, List.of()));
        assertThat(component.refresh(down).definitions().keys()).hasSize(1);
    }

    @Test
    void aFormerSnapshotThatIsBrokenIsReplaced() throws IOException {
        Files.writeString(snapshot, "{");
        assertThat(component.refresh(engine(SEED_A)).created()).isTrue();
        assertThat(component.buildDefs().keys()).hasSize(1);
    }

    @Test
    void theHookHearsOfTheSnapshotAndOfNothingElse() {
        List<Path> heard = new ArrayList<>();
        RockyComponent hooked = component.withPostStateWriteHook(heard::add);
        hooked.previewRefresh(engine(SEED_A));
        assertThat(heard).isEmpty();
        hooked.refresh(engine(SEED_A));
        assertThat(heard).containsExactly(snapshot);
    }

    @Test
    void aStoreGetsTheSnapshotAndGivesItToOtherMachines() throws IOException {
        RockyComponent here = withStore(folder);
        RockyComponent elsewhere = withStore(Files.createDirectory(folder.resolve("elsewhere")));
        Files.writeString(folder.resolve("elsewhere/rocky.toml"), "[pipeline.shop]\n");

        Definitions written = here.refresh(engine(SEED_A)).definitions();

        assertThat(elsewhere.verify(written).upToDate()).isTrue();
        here.refresh(engine(SEED_B));
        assertThat(elsewhere.previewRefresh(engine(SEED_B)).changed()).isFalse();
        assertThat(elsewhere.verify(written).upToDate()).isFalse();
    }

    private RockyComponent withStore(Path project) {
        return RockyComponent.of(
                ComponentConfig.builder()
                        .set(Attribute.DAG_MODE, true)
                        .set(Attribute.DEFS_STATE, Map.of("management_type", folder.resolve("store").toUri().toString()))
                        .build(),
                project);
    }

    @Test
    void whoIsInterruptedWritesNothing() throws IOException {
        component.refresh(engine(SEED_A));
        byte[] before = Files.readAllBytes(snapshot);
        for (Runnable refresh : List.<Runnable>of(
                () -> component.refresh(interrupting()),
                () -> component.writeStateToPath(interrupting(), component.project(), snapshot))) {
            assertThatThrownBy(refresh::run).isInstanceOf(EngineInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
        }
    }

    /** One that asks first must not write last: the model that was added meanwhile would be gone. */
    @Test
    void twoAtOnceTakeTurns() throws Exception {
        component.refresh(engine(SEED_A));
        assertThatTheSecondIsLast(component, component);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("rocky.toml", "snapshot.json");
        }
    }

    @Test
    void twoAtOnceTakeTurnsThroughALinkToASnapshotThatIsNotThereYet() throws Exception {
        Path links = Files.createDirectory(folder.resolve("links"));
        Path link = Files.createSymbolicLink(links.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(links.resolve("b"), snapshot);
        assertThatTheSecondIsLast(component.withSnapshotPath(link), component);
    }

    private static void assertThatTheSecondIsLast(RockyComponent first, RockyComponent other) throws Exception {
        CompletableFuture<RefreshResult> second = new CompletableFuture<>();
        Thread thread = new Thread(() -> second.complete(other.refresh(engine(SEED_A, SEED_B))));
        first.refresh(engine().onCall(new Dag(), () -> {
            thread.start();
            awaitTheEndOrAWait(thread);
            return DAG.formatted("").replace('\'', '"');
        }));

        assertThat(second.get().definitions().keys()).hasSize(2);
        assertThat(first.buildDefs().keys()).hasSize(2);
    }

    @Test
    void anInterruptEndsTheWaitForAnotherOne() throws Exception {
        component.refresh(engine(SEED_A));
        CompletableFuture<Throwable> second = new CompletableFuture<>();
        Thread thread = new Thread(() -> second.complete(catchThrowable(() -> component.refresh(engine(SEED_B)))));
        component.refresh(engine().onCall(new Dag(), () -> {
            thread.start();
            awaitTheEndOrAWait(thread);
            thread.interrupt();
            assertThat(second.join()).isInstanceOf(EngineInterruptedException.class)
                    .hasMessageContaining("another refresh of " + snapshot);
            return DAG.formatted(SEED_A).replace('\'', '"');
        }));
        assertThat(component.buildDefs().keys()).containsExactly(AssetKey.of("seed", "a"));
    }

    @Test
    void aHookMayRefreshAgain() {
        AtomicBoolean again = new AtomicBoolean(true);
        RockyComponent hooked = component.withPostStateWriteHook(written -> {
            if (again.getAndSet(false)) {
                component.refresh(engine(SEED_B));
            }
        });
        hooked.refresh(engine(SEED_A));
        assertThat(component.buildDefs().keys()).containsExactly(AssetKey.of("seed", "b"));
    }

    private static void awaitTheEndOrAWait(Thread thread) {
        while (thread.getState() != Thread.State.TERMINATED && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    /** It answers all the same, as one that was about to answer. */
    private static ScriptedQueries interrupting() {
        return engine(SEED_B).onCall(new Discover("shop"), () -> {
            Thread.currentThread().interrupt();
            return "{}";
        });
    }

    @Test
    void aProgramIsToldThatItWasCompiledWithAnotherSnapshot() {
        Definitions compiled = component.refresh(engine(SEED_A)).definitions();
        assertThat(component.verify(compiled).upToDate()).isTrue();
        component.verify(compiled).orThrow();

        component.refresh(engine(SEED_B));

        SnapshotVerification verification = component.verify(compiled);
        assertThat(verification.upToDate()).isFalse();
        assertThatThrownBy(verification::orThrow)
                .isInstanceOf(StaleDefinitionsException.class)
                .hasMessageStartingWith("this program was not compiled with " + snapshot + " as it is now; compile again")
                .hasMessageContaining("+ seed/b")
                .hasMessageContaining("- seed/a");
    }

    @Test
    void aProgramIsToldOfAnotherKeyOfAModel() {
        String model = "{'id':'transformation:m','kind':'transformation','label':'m','strategy':{'type':'merge','unique_key':[%s]}}";
        Definitions compiled = component.refresh(engine(model.formatted("'id'"))).definitions();
        component.refresh(engine(model.formatted("'id','day'")));

        assertThatThrownBy(() -> component.verify(compiled).orThrow())
                .isInstanceOf(StaleDefinitionsException.class)
                .hasMessageContaining("strategy parameters unique_key=[\"id\"] -> unique_key=[\"id\", \"day\"]");
    }

    @Test
    void withoutASnapshotThereIsNothingToVerifyAgainst() {
        assertThatThrownBy(() -> component.verify(Definitions.empty()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("there is no such file");
    }

    private static ScriptedQueries engine(String... nodes) {
        return new ScriptedQueries()
                .on(new Discover("shop"), "{'sources':[]}")
                .on(new Dag(), DAG.formatted(String.join(",", nodes)));
    }
}
