package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
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
        description = "Print the graph of the assets and of what they depend on.",
        footer = {
            "",
            """
            Dependencies that the project doesn't declare, but that SQL or column lineage shows, are dashed in mermaid \
            and dot, and marked (derived) in text.""",
            "",
            SelectionHelp.REFERENCE,
            "",
            "Examples:",
            "  graph '+sales_by_origin'",
            "  graph --format mermaid > graph.mmd",
            "  graph --format dot | dot -Tsvg > graph.svg"
        })
final class GraphCommand implements Callable<Integer> {

    /** The format of the graph. */
    enum Format {
        TEXT,
        MERMAID,
        DOT,
        JSON;

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
            description = "One of ${COMPLETION-CANDIDATES}. Default: text, or json with --output json.")
    private @Nullable Format format;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    GraphCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definitions definitions = session.definitions();
        SortedSet<AssetKey> keys = session.select(definitions, selection, () -> journal.folder(session).history());
        Format chosen = format != null ? format : session.json() ? Format.JSON : Format.TEXT;
        if (session.json() && chosen != Format.JSON) {
            throw new UsageException("--format " + chosen + " is no JSON", "leave out --format or --output");
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
        }
        return ExitCodes.OK;
    }
}
