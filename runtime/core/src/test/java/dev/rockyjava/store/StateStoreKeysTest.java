package dev.rockyjava.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateStoreKeysTest {

    @ParameterizedTest
    @CsvSource({
        "RockyComponent[config/rocky.toml], RockyComponent__config__rocky.toml__",
        "plain-key_1.x, plain-key_1.x",
        "a//b, a____b",
        "../up, ..__up",
        "ключ, ________",
        // One character to Python, two to a Java String.
        "k🔑, k__"
    })
    void followThePeersRule(String key, String name) {
        assertThat(StateStoreKeys.sanitize(key)).isEqualTo(name);
    }

    @Test
    void lineEndsAreCharactersToo() {
        assertThat(StateStoreKeys.sanitize("a\r\nb")).isEqualTo("a____b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void thatWouldNameAnotherFolderAreRefused(String key) {
        assertThatExceptionOfType(StateStoreException.class)
                .isThrownBy(() -> StateStoreKeys.sanitize(key))
                .withMessage("state key \"" + key + "\": can't be the name of a snapshot. Give defs_state a key with a"
                        + " letter or digit in it, such as \"RockyComponent[rocky.toml]\".");
    }
}
