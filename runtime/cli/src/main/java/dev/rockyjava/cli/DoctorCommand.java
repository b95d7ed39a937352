package dev.rockyjava.cli;

import dev.rockyjava.cli.doctor.Doctor;
import dev.rockyjava.cli.doctor.DoctorFinding;
import dev.rockyjava.cli.screen.Style;
import dev.rockyjava.cli.screen.Table;
import dev.rockyjava.cli.screen.Table.Cell;
import dev.rockyjava.cli.screen.Table.IfNarrow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;

/** Checks what the other commands need and prints the findings. */
@Command(
        name = "doctor",
        description = """
                Check everything the other commands need: engine, configuration, snapshot and its store, journal, \
                locks, disk.""",
        footer = {"", """
                Changes nothing. Exits with status 1 if something is missing or broken; warnings don't count as \
                failures."""})
final class DoctorCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Workspace workspace = session.workspaceEvenIfBroken();
        JournalFolder folder = journal.folder(workspace.component().projectDirectory());
        List<DoctorFinding> findings = new Doctor(workspace, folder.path(), folder::holder, session.options().verbose()).findings();
        if (session.json()) {
            ArrayNode json = session.array();
            findings.forEach(finding -> json.addObject()
                    .put("level", finding.level().word())
                    .put("what", finding.what())
                    .put("text", finding.text()));
            session.print(json);
        } else {
            Table table = new Table()
                    .column("", IfNarrow.STAYS)
                    .column("", IfNarrow.STAYS)
                    .column("", IfNarrow.WRAPS);
            findings.forEach(finding ->
                    table.row(level(finding.level()), Cell.of(finding.what()), Cell.of(finding.text())));
            session.print(table);
        }
        boolean broken = findings.stream().anyMatch(finding -> finding.level() == DoctorFinding.Level.FAILURE);
        return broken ? ExitCodes.FAILED : ExitCodes.OK;
    }

    private static Cell level(DoctorFinding.Level level) {
        return new Cell(level.word(), switch (level) {
            case OK -> Style.GOOD;
            case WARNING -> Style.CAUTION;
            case FAILURE -> Style.BAD;
        });
    }
}
