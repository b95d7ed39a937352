package dev.rockyjava.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the journal is. */
final class JournalOptions {

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "The folder with the journals of runs. Default: " + JournalFolder.DEFAULT + " in the "
                    + "project, beside "
                    + "the engine's own .rocky; git ignores it.")
    private @Nullable Path journal;

    /** The folder. */
    JournalFolder folder(Session session) {
        return folder(session.workspace().component().projectDirectory());
    }

    /** The folder for a project. */
    JournalFolder folder(Path project) {
        return new JournalFolder(
                journal == null
                        ? project.resolve(JournalFolder.DEFAULT)
                        : journal.toAbsolutePath().normalize(),
                named());
    }

    /** The folder as it was typed. */
    Optional<Path> named() {
        return Optional.ofNullable(journal);
    }
}
