package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding the project, applications, help, and mistakes. */
class CommandLineTest {

    private final FakeProject project;

    CommandLineTest(@TempDir Path folder) {
        project = new FakeProject(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "defs.yaml", "rocky.toml", "snapshot.json"})
    void findsAProjectByAnyOfItsFiles(String name) throws IOException {
        project.refreshed();
        // The paths in it begin at the working directory when the file is named.
        Files.writeString(project.file("defs.yaml"), Files.readString(project.file("defs.yaml"))
                .replace("path: snapshot", "path: " + (name.isEmpty() ? "" : project.folder() + "/") + "snapshot"));
        Ran ran = Ran.command(RockyCli.ofProject(), "list", "seed/*", "-p", project.file(name).toString());
        assertThat(ran.err()).isEqualTo("1 of 4 assets\n");
    }

    @Test
    void oneOfSeveralComponentsOfAFileIsNamed() throws IOException {
        project.refreshed();
        Path defs = project.file("defs.yaml");
        String first = Files.readString(defs).replace("path: snapshot", "path: " + project.folder() + "/snapshot");
        Files.writeString(defs, first + "---\ntype: dagster_rocky.RockyComponent\nattributes: {config_path: other.toml}\n");

        Ran one = Ran.command(RockyCli.ofProject(), "list", "seed/*", "-p", defs + "#0");
        assertThat(one.err()).isEqualTo("1 of 4 assets\n");
        Ran none = Ran.command(RockyCli.ofProject(), "list", "-p", defs.toString());
        assertThat(none.status()).isNotZero();
        assertThat(none.err()).contains("there are 2 components of this type; name one of them", "RockyComponent[other.toml] (1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list --output TEXT", "list -o Jsonl", "graph --format DOT", "graph -f Mermaid"})
    void aFormatIsTypedAsTheHelpShowsIt(String command) {
        project.refreshed();
        Ran ran = Ran.on(project, command.split(" "));
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).contains("expected one of [text, ", "] (case-sensitive) but was '");
        assertThat(Ran.on(project, command.toLowerCase(Locale.ROOT).split(" ")).status()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void optionsMayStandBeforeTheCommand() {
        project.refreshed();
        Ran ran = Ran.command(RockyCli.ofProject(), "-p", project.folder().toString(), "-o", "json", "list", "rates");
        assertThat(ran.json()).hasSize(1);
    }

    @Test
    void saysWhatIsMissing() {
        Ran nothing = Ran.command(RockyCli.ofProject(), "list", "-p", project.file("models").toString());
        assertThat(nothing.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(nothing.err()).contains("neither defs.yaml nor rocky.toml in " + project.file("models"));
        Ran noFile = Ran.command(RockyCli.ofProject(), "list", "-p", project.file("x").toString());
        assertThat(noFile.status()).isEqualTo(ExitCodes.USAGE);
        Ran noSnapshot = Ran.on(project, "list");
        assertThat(noSnapshot.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(noSnapshot.err()).contains("there is no snapshot " + project.snapshot()).contains("'refresh'");
    }

    @Test
    void anApplicationLooksAtWhatItWasCompiledWith() {
        project.refreshed();
        Definitions compiled = project.component().buildDefs();
        project.graph(FakeProject.ORDERS).refreshed();
        RockyCli application = RockyCli.of(() -> compiled, folder -> project.component());

        assertThat(Ran.command(application, "status").err()).startsWith("4 assets, ");
        assertThat(Ran.command(application, "list").err()).isEqualTo("4 of 4 assets\n");
        assertThat(Ran.command(application, "list", "--snapshot", project.snapshot().toString()).err())
                .isEqualTo("1 of 1 assets\n");
        assertThat(Ran.command(application, "doctor").out())
                .contains("warning  program   compiled with another snapshot: 3 removed; compile again");
    }

    @Test
    void anApplicationReadsItsConfigurationWhenACommandNeedsIt() {
        project.refreshed();
        Definitions compiled = project.component().buildDefs();
        RockyCli application = RockyCli.of(
                () -> compiled, folder -> RockyComponent.fromYaml(Path.of("defs.yaml"), project.file("elsewhere").resolve(folder)));

        Ran help = Ran.command(application, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out()).contains("--project=PATH").contains("The project's folder.");
        Ran elsewhere = Ran.command(application, "status");
        assertThat(elsewhere.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(elsewhere.err()).isEqualTo(project.file("elsewhere/defs.yaml") + ": there is no such file\n");
        Ran given = Ran.command(application, "status", "-p", project.folder().toString());
        assertThat(given.status()).as(given.err()).isZero();
        assertThat(given.err()).startsWith("4 assets, ");
        project.write("defs.yaml", "type: dagster_rocky.RockyComponent\nattributes:\n  binary_pth: x\n");
        Ran wrong = Ran.command(application, "status", "-p", project.folder().toString());
        assertThat(wrong.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(wrong.err()).contains("did you mean binary_path?").doesNotContain("\tat ");
    }

    @Test
    void anApplicationMayBringItsOwnEngine() {
        project.refreshed();
        boolean[] made = {false};
        RockyCli application = RockyCli.of(project.component()::buildDefs, folder -> project.component())
                .withEngine(component -> {
                    made[0] = true;
                    return component.engine();
                });
        assertThat(Ran.command(application, "materialize", "orders").status()).isZero();
        assertThat(made[0]).isTrue();
    }

    @Test
    void mistakesAreOneMessageWithoutAStack() {
        assertThat(Ran.on(project, "lst")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
            assertThat(ran.err()).contains("list").doesNotContain("\tat ");
        });
        assertThat(Ran.on(project, "list", "--outputt", "json").status()).isEqualTo(ExitCodes.USAGE);
        project.refreshed();
        assertThat(Ran.on(project, "list", "a b").err()).contains("column");
        project.write("defs.yaml", "type: dagster_rocky.RockyComponent\nattributes:\n  binary_pth: x\n");
        Ran wrong = Ran.on(project, "list");
        assertThat(wrong.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(wrong.err()).contains("did you mean binary_path?").doesNotContain("\tat ");
    }

    @Test
    void aFaultOfOursShowsItsStackUnasked() {
        RockyCli application = RockyCli.of(() -> {
            throw new IllegalStateException("boom");
        }, folder -> project.component());
        Ran ran = Ran.command(application, "list");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.err()).startsWith("this is a fault of rocky-java").contains("boom").contains("\tat ");
    }

    @Test
    void everyCommandHasHelpAndTheStatusesAreListed() {
        Ran root = Ran.command(RockyCli.ofProject(), "--help");
        for (String command : List.of(
                "list", "show", "graph", "plan", "materialize", "resume", "status", "history", "refresh", "diff", "doctor", "completion")) {
            assertThat(root.out()).contains("\n  " + command + " ");
            Ran help = Ran.command(RockyCli.ofProject(), command, "--help");
            assertThat(help.status()).isZero();
            assertThat(help.out()).startsWith("Usage: rocky-java " + command).contains("--output");
            assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        }
        assertThat(root.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(root.out()).contains("3     materialize, resume: some assets were built and some were not");
        assertThat(Ran.command(RockyCli.ofProject(), "--version").out()).startsWith("rocky-java ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "graph", "status", "plan", "materialize"})
    void theHelpHasAShortReferenceOfSelections(String command) {
        String help = Ran.command(RockyCli.ofProject(), command, "--help").out();
        assertThat(help).contains(
                "key:\"fct_*\"", "\\* a star", "kind:seed", "group:marts", "tag:domain=finance", "changed:FILE",
                "2+x+1", "roots(x)", "sinks(x), leaves(x)", "not x, x and y, x or y", "double quotes");
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }
}
