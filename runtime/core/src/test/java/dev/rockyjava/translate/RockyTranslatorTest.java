package dev.rockyjava.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The peer's rules, spelt out; {@code SameAsPeerTest} asks the peer itself. */
class RockyTranslatorTest {

    private static final RockyTranslator TRANSLATOR = new RockyTranslator();

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            transformation | p | c.s.t | c/s/t          | s
            transformation | - | .s.t  | /s/t           | s
            transformation | p | -     | kind_a_label_  | p
            transformation | - | -     | kind_a_label_  | default
            seed           | - | c.s.t | seed/a label-  | default
            seed           | p | -     | seed/a label-  | p
            source         | p | -     | p/source       | p
            source         | - | -     | default/source | default
            source         | ''| -     | default/source | ''
            load           | p | -     | p/load         | p
            load           | - | -     | default/load   | default
            quality        | p | -     | quality/p      | p
            snapshot       | p | -     | snapshot/p     | p
            snapshot       | - | -     | snapshot/default | default
            replication    | p | c.s.t | kind_a_label_  | p
            stream         | - | -     | kind_a_label_  | default
            """)
    void defaultKeysAndGroups(
            String kind, @Nullable String pipeline, @Nullable String target, String key, String group) {
        DagNode node = new DagNode(
                "kind:a label-",
                kind,
                "a label-",
                Optional.ofNullable(pipeline),
                Optional.ofNullable(target).map(name -> {
                    String[] parts = name.split("\\.");
                    return new Target(parts[0], parts[1], parts[2]);
                }),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of());

        assertThat(TRANSLATOR.getDagNodeAssetKey(node)).isEqualTo(AssetKey.parse(key));
        assertThat(TRANSLATOR.getDagGroupName(node)).isEqualTo(group);
    }
}
