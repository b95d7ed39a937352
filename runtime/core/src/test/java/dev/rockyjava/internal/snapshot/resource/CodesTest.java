package dev.rockyjava.internal.snapshot.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rockyjava.asset.Dependency.Origin;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** Every constant has a code of its own, and another version's code is never taken for one of them. */
class CodesTest {

    @Test
    void everyKindHasOne() {
        assertComplete(NodeKind.values(), Codes::of, Codes::kind);
    }

    @Test
    void everyGrainHasOne() {
        assertComplete(Grain.values(), Codes::of, Codes::grain);
    }

    @Test
    void everyOriginHasOne() {
        assertComplete(Origin.values(), Codes::of, Codes::origin);
    }

    private static <E> void assertComplete(E[] constants, ToIntFunction<E> code, IntFunction<E> constant) {
        for (E each : constants) {
            assertThat(constant.apply(code.applyAsInt(each))).isEqualTo(each);
        }
        int highest = Arrays.stream(constants).mapToInt(code).max().orElseThrow();
        for (int unknown : new int[] {0, highest + 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> constant.apply(unknown)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
