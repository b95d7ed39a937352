package dev.rockyjava.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a machine lacks is said, with what to do. */
@DisabledOnOs(OS.WINDOWS)
class HostileMachineTest {

    private static final String NOT_ASCII = "gr\u00f6\u00dfe";

    @TempDir
    Path folder;

    /** As in a container without LANG: a JVM there knows ASCII names only. */
    @Test
    void aFolderThatTheLocaleCantName() throws Exception {
        assumeUnicode();
        FakeProject project = new FakeProject(Files.createDirectory(folder.resolve(NOT_ASCII)));
        assertThat(inPlainLocale(project, "list"))
                .contains("there is no ")
                .contains("set LC_ALL=C.UTF-8")
                .doesNotContain("give --project");
    }

    @Test
    void aModelThatTheLocaleCantName() throws Exception {
        assumeUnicode();
        FakeProject project = new FakeProject(folder);
        project.write("models/" + NOT_ASCII + ".sql", "select 1");
        assertThat(inPlainLocale(project, "refresh"))
                .contains("can't read the models in ")
                .contains("this JVM can't use the file name")
                .contains("set LC_ALL=C.UTF-8")
                .doesNotContain("this is a fault of rocky-java");
        assertThat(project.snapshot()).doesNotExist();
    }

    private static void assumeUnicode() {
        assumeTrue(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(NOT_ASCII),
                "SKIPPED: this JVM is in such a locale itself, and can't create the file");
    }

    /** In the project's folder: as an argument its name would be refused before anything else. */
    private static String inPlainLocale(FakeProject project, String command) throws Exception {
        ProcessBuilder builder = new Program(project).builder(command).directory(project.folder().toFile());
        builder.command().removeAll(List.of("--project", project.folder().toString()));
        builder.environment().put("LC_ALL", "C");
        assertThat(Program.ended(builder.start())).isNotZero();
        return project.read("err");
    }

    @Test
    void journalsThatCantBeReadAreNotNoJournals() throws IOException {
        FakeProject project = new FakeProject(folder).refreshed();
        Files.createDirectories(project.file(".rocky-java/runs/20260101-000000000-aaaaaa.jsonl/x"));

        for (String command : new String[] {"history", "resume", "status"}) {
            assertThat(Ran.on(project, command).err())
                    .as(command)
                    .contains("no run in ").contains("can be read; grant this user read access")
                    .doesNotContain("there is no run in");
        }
    }

    @Test
    void aJournalThatCantBeKeptIsExplainedInWords() {
        FakeProject project = new FakeProject(folder).refreshed();
        project.write(".rocky-java", "a file, not a folder");

        assertThat(Ran.on(project, "materialize", "*").err())
                .contains("the journal can't be kept in ")
                .contains("name a folder that can be written to with --journal")
                .doesNotContain("java.nio");
    }
}
