package dev.rockyjava.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree that is read without a mapper is the one that a mapper reads. */
class TomlTreeTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "# only a comment",
        "a = 1\nb = -2147483649\nc = 123456789012345678901234567890\nd = 0xff\ne = 1_000",
        "a = 1.50\nb = 1e400\nc = inf\nd = nan\ne = -0.0",
        "a = true\nb = false\nc = ''\nd = \"\\u00e9\\n\"\ne = '''\nlong\n'''",
        "a = 2026-11-27\nb = 07:32:00\nc = 2026-11-27T07:32:00Z\nd = 2026-11-27T07:32:00.5",
        "a = []\nb = [1, [2, 'x'], {c = 3}]\nd = {}",
        "[a.b.c]\nd = 1\n[a]\nx.y = 'z'\n[[l]]\ni = 1\n[[l]]\n[l.m]\n\"quoted key\" = 2",
    })
    void itIsTheTreeOfAMapper(String toml) {
        assertThat(Mappers.readToml(toml)).isEqualTo(Mappers.toml().readTree(toml));
    }
}
