package dev.rockyjava.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.annotation.RockyAssets;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The annotation has the attributes of {@code defs.yaml}, by the names of Java and with the same defaults. */
class AnnotationMembersTest {

    private static final Set<String> OF_THE_ANNOTATION =
            Set.of("snapshot", "defs", "rename", "include", "exclude", "columns");

    @ParameterizedTest
    @EnumSource(Attribute.class)
    void eachAttributeIsAMember(Attribute attribute) throws NoSuchMethodException {
        Object inAnnotation = RockyAssets.class.getMethod(attribute.javaName()).getDefaultValue();

        if (attribute == Attribute.DAG_MODE) {
            assertThat(inAnnotation).isEqualTo(true);
        } else if (inAnnotation instanceof String[] lines) {
            assertThat(lines).isEmpty();
            assertThat(attribute.standard()).isEmpty();
        } else {
            String standard = attribute.standard().map(String::valueOf).orElse("");
            assertThat(String.valueOf(inAnnotation)).isEqualTo(standard);
        }
    }

    @Test
    void thereAreNoOthers() {
        Set<String> members = Arrays.stream(RockyAssets.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        members.removeAll(OF_THE_ANNOTATION);
        for (Attribute attribute : Attribute.values()) {
            members.remove(attribute.javaName());
        }
        assertThat(members).isEmpty();
    }
}
