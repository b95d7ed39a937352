package dev.rockyjava.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the journal folder. */
final class JournalOptions {

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "The folder with the journals of runs. Default: " + JournalFolder.DEFAULT
                    + " in the project, beside the engine's own .rocky; git ignores it.")
    private @Nullable Path journal;

    /** Returns the journal folder of the command's project. */
    JournalFolder folder(Session session) {
        return folder(session.workspace().component().projectDirectory());
    }

    /** Returns the journal folder of a project. */
    JournalFolder folder(Path project) {
        return new JournalFolder(
                journal == null
                        ? project.resolve(JournalFolder.DEFAULT)
                        : journal.toAbsolutePath().normalize(),
                Optional.ofNullable(journal));
    }
}
