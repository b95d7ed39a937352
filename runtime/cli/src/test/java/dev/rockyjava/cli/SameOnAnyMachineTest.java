package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.screen.Terminal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the command line writes and prints doesn't depend on the zone, locale and own charset of a JVM (invariant 12). */
@DisabledOnOs(OS.WINDOWS)
class SameOnAnyMachineTest {

    private static final String[][] COMMANDS = {
        {"list"}, {"list", "-o", "json"}, {"show", "TITLES_I", "-o", "json"}, {"graph"}, {"plan", "*", "--partition", "2026-04-01"},
        {"plan", "*", "--partition", "2026-04-01", "-o", "json"}, {"list", "KIND:seed OR TITLES_I"}, {"history"}
    };

    private final FakeProject project;
    private final Program program;

    SameOnAnyMachineTest(@TempDir Path folder) {
        project = new FakeProject(folder)
                .graph(FakeProject.ORDERS, FakeProject.DAILY, FakeProject.REPORT, FakeProject.SEED,
                        FakeProject.transformation("TITLES_I", "", "'transformation:orders'"),
                        FakeProject.transformation("gr\u00f6\u00dfe", "", "'transformation:TITLES_I'"));
        program = new Program(project);
    }

    @Test
    void snapshotAndOutputAreTheSame() throws Exception {
        Map<String, String> here = outputs("-Duser.language=en -Duser.country=US -Duser.timezone=UTC", "UTF-8");
        for (String machine : new String[] {
            "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Tokyo",
            "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab -Duser.timezone=America/St_Johns"
        }) {
            assertThat(outputs(machine, "ISO-8859-1")).as(machine).isEqualTo(here);
        }
    }

    private Map<String, String> outputs(String options, String charset) throws Exception {
        Map<String, String> outputs = new LinkedHashMap<>();
        ended(options + " -Dfile.encoding=" + charset, program.builder("refresh"));
        outputs.put("snapshot", project.read("snapshot.json"));
        ended(options, program.builder(AllCommands.class, project.folder().toString()));
        outputs.put("commands", project.read("out"));
        assertThat(project.snapshot().toFile().delete()).isTrue();
        return outputs;
    }

    private void ended(String options, ProcessBuilder builder) throws Exception {
        builder.environment().put("JAVA_TOOL_OPTIONS", options);
        builder.environment().put("LC_ALL", "C");
        assertThat(Program.ended(builder.start())).as(project.read("err")).isZero();
    }

    /** Executes all of them in the project of its first argument, as a process for each would, which takes ten times as long. */
    static final class AllCommands {

        private AllCommands() {}

        public static void main(String[] args) {
            for (String[] command : COMMANDS) {
                String[] all = Stream.concat(Stream.of("--project", args[0]), Stream.of(command)).toArray(String[]::new);
                Terminal terminal = Terminal.ofProcess(false);
                terminal.print("\n" + String.join(" ", command) + ":");
                int status = Commands.of(null, null, null, terminal, ProgramInvocation.of(RockyCli.NAME), new CommandTermination(), all)
                        .execute(all);
                if (status != ExitCodes.OK || terminal.delivery() != Terminal.Delivery.COMPLETE) {
                    System.exit(ExitCodes.FAILED);
                }
            }
        }
    }
}
