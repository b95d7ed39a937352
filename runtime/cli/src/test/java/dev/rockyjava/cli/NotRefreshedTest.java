package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.cli.screen.CommandTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model was added or edited, and the snapshot wasn't refreshed. */
class NotRefreshedTest {

    private final FakeProject project;

    NotRefreshedTest(@TempDir Path folder) throws IOException {
        project = new FakeProject(folder).graph(FakeProject.ORDERS).refreshed();
        writtenAt(Instant.parse("2026-04-07T10:00:00Z"));
    }

    private void writtenAt(Instant time) throws IOException {
        Files.setLastModifiedTime(project.snapshot(), FileTime.from(time));
    }

    private String warning(String file) {
        return "warning: the snapshot is older than " + file + "; refresh it: rocky-java refresh --project " + project.folder() + "\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show orders", "graph", "status", "plan orders", "materialize orders", "list orders -o json"})
    void aCommandThatShowsOrRunsAssetsWarns(String command) {
        project.write("models/fresh.sql", "select 1");
        Ran ran = Ran.on(project, command.split(" "));
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.err()).containsOnlyOnce(warning("models/fresh.sql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show orders", "status", "plan orders", "diff"})
    void aProjectFileThatCannotBeReadIsNotUpToDate(String command) {
        project.write("rocky.toml", "[pipeline.silver\n");
        String[] words = command.equals("diff") ? new String[] {command, project.snapshot().toString()} : command.split(" ");
        assertThat(Ran.on(project, words).err()).containsOnlyOnce(warning("rocky.toml"));
    }

    @Test
    void aRunWithNothingToDoIsNotSilent() {
        Ran.on(project, "materialize", "*");
        assertThat(Ran.on(project, "materialize", "stale").err()).doesNotContain("warning");
        project.write("models/fresh.sql", "select 1");
        Ran ran = Ran.on(project, "materialize", "stale");
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEqualTo(warning("models/fresh.sql") + "nothing to do: 'stale' matches none of the 1 assets\n");
    }

    /** The doctor goes by what is in the files, and by times only where it isn't known. */
    @Test
    void theDoctorComparesContents() throws IOException {
        Path model = project.file("models/orders.sql");
        Files.setLastModifiedTime(model, FileTime.from(Instant.parse("2026-04-07T10:00:01Z")));
        Files.setLastModifiedTime(project.file("rocky.toml"), FileTime.from(Instant.parse("2026-04-07T09:00:00Z")));
        Files.setLastModifiedTime(project.file("defs.yaml"), FileTime.from(Instant.parse("2026-04-07T09:00:00Z")));
        assertThat(Ran.on(project, "doctor").out()).contains("ok  fresh");

        Files.writeString(model, "-- edited\n", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(model, FileTime.from(Instant.parse("2026-04-07T09:00:00Z")));
        assertThat(Ran.on(project, "doctor").out()).contains("warning  fresh     the snapshot is older than models/orders.sql; refresh it");
    }

    @Test
    void theDoctorAndComparisonsMissADeletedModel() throws IOException {
        project.write("models/customers.sql", "select 1");
        project.refreshed();
        Files.delete(project.file("models/orders.sql"));
        assertThat(Ran.on(project, "doctor").out()).contains("warning  fresh     the snapshot is older than models/orders.sql; refresh it");
        assertThat(Ran.on(project, "diff", project.snapshot().toString()).err()).contains(warning("models/orders.sql"));
        assertThat(Ran.on(project, "plan", "changed:" + project.snapshot()).err()).contains(warning("models/orders.sql"));
    }

    /** A checkout sets the times of all files. */
    @Test
    void aLaterFileWithTheSameContentIsNoWarning() throws IOException {
        Files.setLastModifiedTime(project.file("models/orders.sql"), FileTime.from(Instant.parse("2026-04-07T10:00:01Z")));
        assertThat(Ran.on(project, "list").err()).isEqualTo("1 of 1 assets\n");
    }

    /** One that is no asset, such as one whose SQL the engine puts into others: only the snapshot itself knows its digest. */
    @Test
    void aModelOfAFolderWithoutAssetsIsAskedOfTheSnapshot() {
        project.write("models/parts/part.sql", "select 1");
        assertThat(Ran.on(project, "refresh").status()).isZero();
        assertThat(Ran.on(project, "list").err()).isEqualTo("1 of 1 assets\n");
        project.write("models/orders.toml", "# another sidecar");
        assertThat(Ran.on(project, "list").err()).contains("warning: the snapshot is older than models/orders.toml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "materialize", "list", "show"})
    void anUnknownNameIsAnsweredByTheSnapshotAndTheFileThatIsNewer(String command) {
        project.write("models/customers.sql", "select 1");
        Ran ran = Ran.on(project, command, "customers");
        assertThat(ran.status()).isEqualTo(ExitCodes.USAGE);
        assertThat(ran.err()).containsOnlyOnce(warning("models/customers.sql")).contains("there is no asset customers in the snapshot "
                + project.snapshot() + ", written " + CommandTexts.moment(Instant.parse("2026-04-07T10:00:00Z"))
                + " UTC, which has 1 asset. A new model is an asset after a refresh: rocky-java refresh --project "
                + project.folder() + "\n");
        assertThat(Ran.on(project, command, "order").err()).contains("there is no asset order; did you mean wh/marts/orders?\n");
    }

    /** A group, tag or pattern may be that of a new model. */
    @Test
    void aPatternWithoutMatchIsAnsweredLikewise() {
        project.write("models/customers.sql", "select 1");
        assertThat(Ran.on(project, "plan", "cust*").err()).contains(warning("models/customers.sql"));
    }

    @Test
    void whoeverNamesASnapshotHasChosenIt() {
        project.write("models/fresh.sql", "select 1");
        assertThat(Ran.on(project, "list", "--snapshot", project.snapshot().toString()).err()).isEqualTo("1 of 1 assets\n");
    }
}
