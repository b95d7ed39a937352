package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.asset.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {

    private final FakeProject project;

    DoctorTest(@TempDir Path folder) {
        project = new FakeProject(folder);
    }

    @Test
    void doctorLooksAtTheStore() {
        project.write("defs.yaml", project.read("defs.yaml")
                .replace("path: snapshot.json", "management_type: " + project.file("store").toUri()));
        assertThat(Ran.on(project, "doctor").out())
                .containsPattern("warning  store     .*/store.* has no snapshot yet; write one with 'refresh'");
        assertThat(Ran.on(project, "refresh").status()).isZero();
        Ran full = Ran.on(project, "doctor");
        assertThat(full.out()).containsPattern("ok  store     .*/store.*, newest of 1 snapshots 20..-..-.. ..:..:.. UTC");
        assertThat(full.status()).isZero();
        project.write("defs.yaml", project.read("defs.yaml")
                .replaceAll("management_type: .*", "management_type: s3://bucket/prefix"));
        Ran none = Ran.on(project, "doctor");
        assertThat(none.out()).containsPattern("failure  store     .*rocky-stores");
        assertThat(none.status()).isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void doctorNamesARunWithSomethingLeft() {
        project.refreshed().without("run-orders");
        Ran.on(project, "materialize", "orders");
        assertThat(Ran.on(project, "doctor").out()).containsPattern("warning  journal   the newest run, 2\\S+, has something left");
    }

    @Test
    void doctorFindsWhatIsWrong() {
        Ran without = Ran.on(project, "doctor");
        assertThat(without.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(without.out()).contains("ok       engine    rocky 1.71.0").contains("failure  snapshot  there is no");
        project.refreshed();
        assertThat(Ran.on(project, "doctor").status()).isZero();
        newer(project.write("models/later.sql", "select 2"));
        assertThat(Ran.on(project, "doctor").out())
                .contains("the snapshot is older than models/later.sql; refresh it");
        project.write("fake-rocky", "#!/bin/sh\necho 'rocky 1.2.3'\n");
        Ran old = Ran.on(project, "doctor", "-o", "json");
        assertThat(old.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(old.json().get(0).get("level").asString()).isEqualTo("failure");
        assertThat(old.json().get(0).get("text").asString()).contains("1.2.3");
    }

    @Test
    void doctorLooksAtTheEngineState() {
        String today = project.file("models/.rocky-state.redb").toString();
        String earlier = project.file(".rocky-state.redb").toString();
        project.refreshed();
        assertThat(stateFinding()).isEqualTo("ok no engine state yet; the first run makes " + today);
        project.write(".rocky-state.redb", "");
        assertThat(stateFinding()).startsWith("warning ").endsWith("Move it while nothing runs: mv " + earlier + " " + today);
        newer(project.write("models/.rocky-state.redb", ""));
        assertThat(stateFinding())
                .startsWith("warning this project has two engine states: " + earlier + " is used, " + today + " is not;");
        assertThat(Ran.on(project, "doctor").out()).contains("configuration is newer than the snapshot");
        project.write("defs.yaml", project.read("defs.yaml") + "  state_path: own.redb\n");
        assertThat(stateFinding()).startsWith("warning there is no engine state " + project.file("own.redb"))
                .endsWith(" && cp " + earlier + " " + project.file("own.redb"));
        project.write("defs.yaml", project.read("defs.yaml").replace("own.redb", "null")).toFile();
        assertThat(project.file(".rocky-state.redb").toFile().delete()).isTrue();
        assertThat(stateFinding()).isEqualTo("ok the engine keeps its state in " + today);
        assertThat(project.file("models/.rocky-state.redb").toFile().delete()).isTrue();
        project.write("defs.yaml", project.read("defs.yaml").replace("state_path: null", "state_path: gone/own.redb"));
        assertThat(stateFinding())
                .isEqualTo("warning the engine doesn't make the folder of its state; make it before a run: mkdir -p "
                        + project.file("gone"));
        project.write("defs.yaml", project.read("defs.yaml").replace("state_path: gone/own.redb", "state_namespace: one"));
        assertThat(stateFinding()).startsWith("ok no engine state yet;").endsWith("models/.rocky-state/one.redb");
    }

    private String stateFinding() {
        Ran ran = Ran.on(project, "doctor", "-o", "json");
        assertThat(ran.status()).isZero();
        return ran.json().valueStream()
                .filter(finding -> finding.get("what").asString().equals("state"))
                .map(finding -> finding.get("level").asString() + " " + finding.get("text").asString())
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    @Test
    void anEngineThatDoesNotTellItsVersionIsBroken() {
        project.refreshed().write("fake-rocky", "#!/bin/sh\necho segmentation fault\n");
        Ran ran = Ran.on(project, "doctor");
        assertThat(ran.out()).contains("failure  engine    rocky unknown, " + project.file("fake-rocky") + ": it doesn't print its version");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void aBrokenConfigurationIsAFindingAndTheRestIsExamined() {
        project.refreshed().write("defs.yaml", "type: dagster_rocky.RockyComponent\nattributes:\n  binary_pth: x\n");
        Ran ran = Ran.on(project, "doctor", "-o", "json");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
        assertThat(ran.json()).extracting(finding -> finding.get("level").asString() + " " + finding.get("what").asString())
                .containsExactly("failure config", "ok config", "ok journal", "ok locks", "ok disk");
        assertThat(ran.json().get(0).get("text").asString()).contains("did you mean binary_path?").contains("not examined");
    }

    @Test
    void aJournalThatCanNotBeKeptIsAFailure() {
        project.refreshed().write(".rocky-java/runs", "a file");
        Ran ran = Ran.on(project, "doctor");
        assertThat(ran.out()).contains("failure  journal   no run can keep its journal in " + project.file(".rocky-java/runs"))
                .contains("is not a folder");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/models/a.sql", "seeds/rates.csv", "rules/orders.contract.toml", "defs.yaml", "rocky.toml"})
    void whateverTheSnapshotIsMadeOfMayBeNewer(String name) {
        project.write("defs.yaml", project.read("defs.yaml") + "  contracts_dir: rules\n");
        project.write("rocky.toml", project.read("rocky.toml") + "[pipeline.other]\ntype = 'transformation'\n"
                + "models = 'other/models/**'\n");
        project.refreshed();
        assertThat(Ran.on(project, "doctor").out()).contains("configuration is newer than the snapshot");
        newer(project.write(name, project.read(name)));
        assertThat(Ran.on(project, "doctor").out())
                .contains("1 file is newer than the snapshot, " + project.file(name));
    }

    /** What the compiler leaves for an annotation. */
    private void compiled(String output, String... lines) {
        project.write(output + "/acme/WarehouseDefinitions.properties", "layout=1\ntype=acme.Warehouse\n" + String.join("\n", lines) + "\n");
    }

    /** As the README once had it: the annotation names a file, and the defs.yaml no place. */
    @ParameterizedTest
    @ValueSource(strings = {"target/classes", "build/classes/java/main"})
    void theCompilerReadsAnotherFileThanRefreshWrites(String output) {
        project.refreshed();
        Definitions compiled = project.component().buildDefs();
        project.write("defs.yaml", project.read("defs.yaml").replace("defs_state:\n    path: snapshot.json", "state_path: null"));
        project.graph(FakeProject.ORDERS).refreshed();
        compiled(output, "snapshot=snapshot.json", "compiled_from=snapshot.json");
        String advice = "for acme.Warehouse the compiler reads " + project.snapshot() + ", refresh writes "
                + project.component().snapshotPath() + "; set defs_state.path to snapshot.json in " + project.file("defs.yaml");

        Ran ran = Ran.on(project, "doctor");
        assertThat(ran.out()).containsPattern("warning +compiler +" + Pattern.quote(advice));
        assertThat(ran.status()).isZero();
        Ran application = Ran.command(RockyCli.of(() -> compiled, folder -> project.component()), "doctor");
        assertThat(application.out()).contains(advice).contains("compiled with another snapshot: 3 removed")
                .doesNotContain("compile again");

        project.write("defs.yaml", project.read("defs.yaml").replace("state_path: null", "defs_state: {path: snapshot.json}"));
        assertThat(Ran.on(project, "doctor").out())
                .containsPattern("ok +compiler +reads what refresh writes, for acme.Warehouse");
    }

    @Test
    void withoutADefsYamlItSaysWhatOneHasToSay() {
        project.refreshed();
        assertThat(project.file("defs.yaml").toFile().delete()).isTrue();
        compiled("target/classes", "compiled_from=rocky/snapshot.json");
        assertThat(Ran.on(project, "doctor").out())
                .contains("write a defs.yaml with defs_state: {path: rocky/snapshot.json}");
    }

    /** Another project's, another component's of the same file, another version's, one from outside of the project. */
    @ParameterizedTest
    @ValueSource(strings = {
        "attribute.config_path=other.toml\ncompiled_from=s.json",
        "defs=defs.yaml#other\ncompiled_from=s.json",
        "defs=gone.yaml\ncompiled_from=s.json",
        "layout=99\ncompiled_from=s.json",
        "defs=defs.yaml",
    })
    void otherTypesAreNoneOfItsBusiness(String lines) {
        project.refreshed().write("other.toml", "");
        compiled("target/classes", lines);
        assertThat(Ran.on(project, "doctor").out()).doesNotContain("compiler");
    }

    /** The file on this machine is a copy then. */
    @Test
    void aSnapshotInAStoreIsInNoOtherPlace() {
        project.write("defs.yaml", project.read("defs.yaml")
                .replace("path: snapshot.json", "management_type: " + project.file("store").toUri()));
        assertThat(Ran.on(project, "refresh").status()).isZero();
        compiled("target/classes", "defs=defs.yaml", "compiled_from=snapshot.json");
        assertThat(Ran.on(project, "doctor").out()).contains("newest of 1 snapshots").doesNotContain("compiler");
    }

    @Test
    void theEngineIsAskedWhatItRefuses() {
        project.refreshed();
        project.write("rocky.toml", "[adapter]\ntype = \"duckb\"\n" + project.read("rocky.toml"));
        project.answer("validate", "{'command':'validate','valid':false,'messages':[{'severity':'ok','code':'V001','message':'fine'},"
                + "{'severity':'error','code':'V017','message':'adapter.default: unknown type `duckb`. Did you mean `duckdb`?',"
                + "'field':'adapter.default.type'}]}");
        Ran ran = Ran.on(project, "doctor");
        assertThat(ran.out()).containsPattern("failure +engine +" + Pattern.quote(project.file("rocky.toml")
                + ":2: adapter.default: unknown type `duckb`. Did you mean `duckdb`?")).doesNotContain("fine");
        assertThat(ran.status()).isEqualTo(ExitCodes.FAILED);
    }

    @Test
    void aConfigurationThatNamesNoRockyTomlIsNamedWithTheOneThatIsThere() {
        project.refreshed();
        project.write("defs.yaml", project.read("defs.yaml").replace("config_path: rocky.toml", "config_path: rockyy.toml"));
        Ran ran = Ran.on(project, "doctor");
        assertThat(ran.out())
                .contains("can't read " + project.file("rockyy.toml") + ": there is no such file; rocky.toml lies beside it")
                .doesNotContain("Exception", "fresh");
        assertThat(Ran.on(project, "refresh").err()).isEqualTo("there is no " + project.file("rockyy.toml")
                + "; rocky.toml lies beside it, and the engine can't be asked without its project; set config_path in "
                + project.file("defs.yaml") + " to the project's rocky.toml\n");
    }

    /** The stand-alone command line has no class to ask; but what it was generated with lies in the class output. */
    @Test
    void classFilesOfAnOlderSnapshotAreNoticed() throws Exception {
        project.refreshed().write("pom.xml", "<project/>");
        assertThat(Ran.on(project, "doctor").out()).contains("ok  program   not compared with the snapshot: there is no class"
                + " generated for this project in target/classes, ");
        compiled("target/classes", "defs=defs.yaml", "compiled_from=snapshot.json");
        assertThat(Ran.on(project, "doctor").out()).contains("warning  program   acme.Warehouse can't be compared");
        // As the processor does; its package isn't open to this module.
        byte[] generated = (byte[]) Class.forName("dev.rockyjava.internal.snapshot.resource.DefinitionsWriter")
                .getMethod("write", Definitions.class)
                .invoke(null, project.component().buildDefs());
        Files.write(project.file("target/classes/acme/WarehouseDefinitions.rocky"), Objects.requireNonNull(generated));
        assertThat(Ran.on(project, "doctor").out()).contains("ok  program   acme.Warehouse is compiled with this snapshot");
        project.graph(FakeProject.ORDERS).refreshed();
        assertThat(Ran.on(project, "doctor").out())
                .contains("warning  program   acme.Warehouse is compiled with another snapshot: 3 removed; compile again");
    }

    private void newer(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(
                    Files.getLastModifiedTime(project.snapshot()).toMillis() + 5000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
