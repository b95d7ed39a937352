package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.page.WarehousePage;
import dev.rockyjava.engine.RockyEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the graph. */
@Command(
        name = "graph",
        description = """
                Print the graph of the assets and of what they depend on; as html, a page to look at them, at their state, \
                and at runs.""",
        footer = {
            "",
            """
            Dependencies that the project doesn't declare, but that SQL or column lineage shows, are dashed in mermaid \
            and dot, and marked (derived) in text. The page is one file that loads nothing from a network; it has the SQL of \
            models whose files are as the snapshot states.""",
            "",
            SelectionHelp.REFERENCE,
            "",
            "Examples:",
            "  graph '+sales_by_origin'",
            "  graph --format mermaid > graph.mmd",
            "  graph --format dot | dot -Tsvg > graph.svg",
            "  graph -o html > warehouse.html"
        })
final class GraphCommand implements Callable<Integer> {

    /** The format of the graph. */
    enum Format {
        TEXT,
        MERMAID,
        DOT,
        JSON,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The defaults of mermaid's maxTextSize and maxEdges, which pages can't change where others host them. */
    private static final int MOST_MERMAID = 50_000;
    private static final int MOST_EDGES = 500;

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SELECTION",
            completionCandidates = SelectionHelp.Words.class,
            description = SelectionHelp.SHORT + " Default: every asset.")
    private @Nullable String selection;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}. Default: text, or that of --output.")
    private @Nullable Format format;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    GraphCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definitions definitions = session.definitions();
        session.warnOfLaterFiles();
        SortedSet<AssetKey> keys = session.select(definitions, selection, () -> journal.folder(session).history());
        Format output = session.json() ? Format.JSON : session.options().html() ? Format.HTML : Format.TEXT;
        Format chosen = format != null ? format : output;
        if (output != Format.TEXT && chosen != output) {
            throw new UsageException(
                    "--format " + chosen + " is no " + (output == Format.JSON ? "JSON" : "HTML"), "leave out --format or --output");
        }
        GraphText graph = new GraphText(definitions, keys);
        switch (chosen) {
            case TEXT -> session.terminal().print(graph.text());
            case MERMAID -> {
                String mermaid = graph.mermaid();
                session.terminal().print(mermaid);
                if (mermaid.length() > MOST_MERMAID || graph.edges() > MOST_EDGES) {
                    session.terminal().warn("this graph has " + graph.edges() + " edges and " + mermaid.length()
                            + " characters; mermaid draws at most " + MOST_EDGES + " and " + MOST_MERMAID
                            + " unless its configuration says otherwise. Select fewer assets, or use --format dot");
                }
            }
            case DOT -> session.terminal().print(graph.dot());
            case JSON -> session.print(graph.json(session.object()));
            case HTML -> printPage(definitions, keys);
        }
        return ExitCodes.OK;
    }
    private void printPage(Definitions definitions, SortedSet<AssetKey> keys) {
        Workspace workspace = session.workspace();
        try (RockyEngine engine = workspace.engine()) {
            WarehousePage.of(workspace.component(), definitions)
                    .only(keys)
                    .journal(journal.folder(session).forReading())
                    .commandsOf(engine)
                    .writeTo(session.terminal().out());
            session.terminal().out().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a resource of the jar; what the output refuses is found by the terminal
        }
    }
}
