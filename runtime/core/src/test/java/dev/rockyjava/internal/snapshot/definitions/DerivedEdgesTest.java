package dev.rockyjava.internal.snapshot.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Dependency.Origin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DerivedEdgesTest {

    /** Each edge is found among the others of its node without going through them: that takes half a second instead of twelve. */
    @Test
    void manyGuessedEdgesOfOneNodeInACircle() {
        int many = 40_000;
        Set<String> declaredOfHub = new LinkedHashSet<>();
        Map<String, Set<String>> declared = new HashMap<>(Map.of("hub", declaredOfHub));
        Map<String, Origin> derivedOfHub = new TreeMap<>();
        for (int i = 0; i < many; i++) {
            declaredOfHub.add("above_" + i);
            declared.put("above_" + i, Set.of());
            declared.put("below_" + i, Set.of("hub"));
            derivedOfHub.put("below_" + i, Origin.SQL);
        }

        DerivedEdges edges = new DerivedEdges(declared, new HashMap<>(Map.of("hub", derivedOfHub)), edge -> true);

        assertThat(edges.dropped()).hasSize(many);
        assertThat(edges.of("hub")).isEmpty();
    }
}
