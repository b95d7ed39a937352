package dev.rockyjava.internal.refresh;

import dev.rockyjava.engine.QueryRequest;

/** Formats a query as users know it: the command line without the global options. */
final class QueryText {

    private QueryText() {}

    static String of(QueryRequest request) {
        if (request instanceof QueryRequest.Discover discover) {
            return "discover --pipeline " + discover.pipeline();
        }
        if (request instanceof QueryRequest.Compile compile) {
            return "compile --models " + compile.modelsDirectory();
        }
        if (request instanceof QueryRequest.Optimize optimize) {
            return "optimize --models " + optimize.modelsDirectory();
        }
        if (request instanceof QueryRequest.Lineage lineage) {
            return "lineage " + lineage.model();
        }
        if (request instanceof QueryRequest.Compliance compliance) {
            return "compliance --models " + compliance.modelsDirectory();
        }
        if (request instanceof QueryRequest.RetentionStatus retention) {
            return "retention-status --models " + retention.modelsDirectory();
        }
        if (request instanceof QueryRequest.History) {
            return "history";
        }
        if (request instanceof QueryRequest.Dag) {
            return "dag --column-lineage";
        }
        throw new IllegalArgumentException("no words for " + request);
    }
}
