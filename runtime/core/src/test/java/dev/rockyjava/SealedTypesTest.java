package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.run.facts.Materializations;
import dev.rockyjava.internal.run.plan.PartitionKeys;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.internal.run.verdict.EngineCall;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteLines;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is decided by the subtype of a sealed type knows each of them, and takes none that is added later, for which null
 * stands here, for one of the others.
 */
class SealedTypesTest {

    private static final RowEffect[] EFFECTS = RowEffect.values();

    static Stream<RunRequest> requests() {
        return SealedTypes.all(RunRequest.class);
    }

    static Stream<PartitionChoice> choices() {
        return SealedTypes.all(PartitionChoice.class);
    }

    static Stream<WriteEvent> events() {
        return SealedTypes.all(WriteEvent.class);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyRequestHasAnEffectAndAName(RunRequest request) {
        assertThat(RowEffect.of(request)).isIn((Object[]) EFFECTS);
        assertThat(RequestText.unit(request)).startsWith(request.word() + " " + request.arguments().get(0));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyChoiceHasKeysArgumentsAndWords(PartitionChoice choice) {
        boolean named = choice instanceof PartitionChoice.One || choice instanceof PartitionChoice.Range;
        assertThat(PartitionKeys.of(Grain.DAY, choice)).hasSize(named ? 1 : 0);
        assertThat(PartitionText.text(choice)).isNotEmpty();
        assertThat(new RunRequest.Model("m", "p", choice).arguments().size() > 5)
                .isEqualTo(!choice.equals(PartitionChoice.DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventOfARefreshIsPrinted(WriteEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new WriteLines(new PrintStream(out, true, StandardCharsets.UTF_8)).on(event);

        assertThat(out.size() > 0).isEqualTo(!(event instanceof WriteEvent.CompileProblems)); // of none there is no line
    }

    @Test
    void itIsKnownOfEveryDocumentWhatWasBuilt() {
        List<EngineReply> replies = Stream.of("run", "load", "seed", "plan", "test")
                .map(command -> new EngineReply(
                        0, EngineDocuments.parse("{\"version\":\"1.71.0\",\"command\":\"" + command + "\"}"), List.of()))
                .toList();

        assertThat(replies.stream().<Class<?>>map(reply -> reply.document().getClass()))
                .containsExactlyInAnyOrder(EngineDocument.class.getPermittedSubclasses());
        assertThat(replies).allSatisfy(reply -> assertThat(Materializations.of(answered(reply))).isEmpty());
    }

    private static EngineCall answered(EngineReply reply) {
        AssetSpec spec = AssetSpec.builder(AssetKey.of("m"), "transformation:m", NodeKind.TRANSFORMATION, "m", "g").build();
        return EngineCall.answered(spec, new RunRequest.Test("m", "p"), reply);
    }

    @Test
    @SuppressWarnings("NullAway")
    void anUnknownOneIsAnError() {
        refused(() -> Materializations.of(answered(new EngineReply(0, null, List.of()))));
        refused(() -> RowEffect.of(null));
        refused(() -> PartitionKeys.of(Grain.DAY, (PartitionChoice) null));
        refused(() -> PartitionText.text(null));
        refused(() -> new RunRequest.Model("m", "p", null).arguments());
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    /** It was taken for a seed's, and ended the run with a ClassCastException. */
    @Test
    void anInterruptedTestBuildsNothing() {
        EngineReply reply = new EngineReply(
                130, EngineDocuments.parse("{\"version\":\"1.71.0\",\"command\":\"test\"}"), List.of());

        assertThat(Materializations.of(answered(reply))).isEmpty();
    }
}
