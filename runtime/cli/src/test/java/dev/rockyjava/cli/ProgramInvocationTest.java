package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramInvocationTest {

    @Test
    void offersCommandsAsThisOneWasCalled() {
        List<String> all = List.of("-jar", "rocky cli.jar", "materialize", "*");
        assertThat(ProgramInvocation.program("/opt/jdk/bin/java", all, List.of("materialize", "*")))
                .contains("java -jar 'rocky cli.jar'");
        assertThat(ProgramInvocation.program("/opt/jdk/bin/java", all, List.of("other"))).isEmpty();
        assertThat(ProgramInvocation.program("java", List.of("-cp", "x".repeat(500), "Main", "a"), List.of("a")))
                .contains("java ... Main");
        assertThat(ProgramInvocation.program("java", List.of("-Dx=" + "x".repeat(500), "-jar", "app.jar", "a"), List.of("a")))
                .contains("java -jar app.jar");
        assertThat(ProgramInvocation.of("rocky-java").with(List.of("resume", "a b", "it's")))
                .isEqualTo("rocky-java resume 'a b' 'it'\\''s'");
    }

    /** A shell makes the name that it finds on the search path a whole path. */
    @Test
    void aScriptIsCalledAsItIsTyped() {
        assertThat(ProgramInvocation.asTyped("/opt/bin/rocky-java", "/usr/bin:/opt/bin")).isEqualTo("rocky-java");
        assertThat(ProgramInvocation.asTyped("/opt/bin/rocky-java", "/usr/bin")).isEqualTo("/opt/bin/rocky-java");
        assertThat(ProgramInvocation.asTyped("./rocky-java", "/usr/bin")).isEqualTo("./rocky-java");
        assertThat(ProgramInvocation.asTyped("rocky-java", null)).isEqualTo("rocky-java");
    }
}
