package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Executes one replication pipeline (ENGINE.md §2.5, §2.6, §3.4). */
final class ReplicationRun {

    private static final String EPOCH = "1970-01-01 00:00:00";

    private final ReplicationPlan plan;
    private final Optional<FilterArgument> filter;
    private final RunReport report;
    private final RunningRequest call;

    ReplicationRun(EmbeddedProject project, RunRequest.Replication request, String version, RunningRequest call) {
        this.plan = ReplicationPlan.of(project, project.pipeline(request.pipeline(), "replication"));
        this.filter = request.filter().map(text -> FilterArgument.parse(text, project));
        this.report = new RunReport(call, version, request.filter().orElse(""));
        this.call = call;
    }

    EngineReply run() {
        try (Database database = Database.open(plan.database(), call)) {
            List<ReplicationPlan.Source> sources = plan.sources(database, filter);
            List<ReplicationPlan.Copy> copies = plan.copies(database, sources, filter);
            refuseTypeChanges(database, copies);
            if (plan.createSchemas()) {
                sources.forEach(source ->
                        database.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(source.targetSchema())));
            }
            long copied = copies.stream().filter(copy -> copy(database, copy)).count();
            return report.reply(copied);
        }
    }

    // A table that fails doesn't affect the others; its key is not in the document (ENGINE.md §3.4).
    private boolean copy(Database database, ReplicationPlan.Copy copy) {
        RunReport.Begin begin = RunReport.Begin.now();
        try {
            boolean append = plan.incremental() && database.exists(copy.target());
            if (append) {
                append(database, copy);
            } else {
                database.execute("CREATE OR REPLACE TABLE " + copy.target().sql() + " AS SELECT * FROM "
                        + copy.source().sql());
            }
            String watermark = plan.incremental() ? newest(database, copy.target()) : begin.time().toString();
            report.materialized(
                    copy.assetKey(), copy.target(), append ? "incremental" : "full_refresh", watermark, null, begin);
            if (plan.rowCountCheck()) {
                checkRowCount(database, copy);
            }
            return true;
        } catch (WorkFailure e) {
            report.failed(List.of(), e.during("copying " + copy.target().display()).getMessage(), RunReport.UNKNOWN);
            return false;
        }
    }

    private void append(Database database, ReplicationPlan.Copy copy) {
        String column = Sql.name(plan.timestampColumn());
        String target = copy.target().sql();
        database.inTransaction(() -> {
            Map<String, String> old = columns(database, copy.target());
            columns(database, copy.source()).forEach((name, type) -> {
                if (!old.containsKey(name)) {
                    database.execute("ALTER TABLE " + target + " ADD COLUMN " + Sql.name(name) + " " + type);
                }
            });
            database.execute("INSERT INTO " + target + " SELECT * FROM " + copy.source().sql() + " WHERE " + column
                    + " > COALESCE((" + newestSql(copy.target()) + "), TIMESTAMP '" + EPOCH + "')");
        });
    }

    private String newest(Database database, TableName target) {
        String newest = database.rows("SELECT CAST((" + newestSql(target) + ") AS VARCHAR)").get(0).get(0);
        return (newest.isEmpty() ? EPOCH : newest).replace(' ', 'T') + "Z";
    }

    // Whole seconds: the engine loses the rest (seen with 1.71.0), and so copies rows of the newest second again. A
    // test that runs here must see the same rows.
    private String newestSql(TableName target) {
        return "SELECT date_trunc('second', CAST(MAX(" + Sql.name(plan.timestampColumn()) + ") AS TIMESTAMP)) FROM "
                + target.sql();
    }

    private void checkRowCount(Database database, ReplicationPlan.Copy copy) {
        long source = database.count(copy.source());
        long target = database.count(copy.target());
        report.checked(
                copy.assetKey(), "row_count", source == target, Map.of("source_count", source, "target_count", target));
    }

    // The engine alters or rebuilds a target if a source column's type has changed (ENGINE.md §3.7). Checked for all
    // tables before the first one is changed, so that a refusal means that nothing was done.
    private void refuseTypeChanges(Database database, List<ReplicationPlan.Copy> copies) {
        for (ReplicationPlan.Copy copy : copies) {
            if (!plan.incremental() || !database.exists(copy.target())) {
                continue;
            }
            Map<String, String> old;
            Map<String, String> now;
            try {
                old = columns(database, copy.target());
                now = columns(database, copy.source());
            } catch (WorkFailure e) {
                continue; // the copy of this table will fail because of it, and the document says so
            }
            now.forEach((name, type) -> {
                String before = old.getOrDefault(name, type);
                if (!before.equals(type)) {
                    throw Refusal.of(
                            "a changed column type (" + copy.source().display() + "." + name + " was " + before
                                    + ", is " + type + ")",
                            plan.project().file(),
                            "");
                }
            });
        }
    }

    /** Returns the types by lower-case name, in order. */
    private static Map<String, String> columns(Database database, TableName table) {
        Map<String, String> columns = new LinkedHashMap<>();
        database.rows("DESCRIBE " + table.sql())
                .forEach(row -> columns.put(row.get(0).toLowerCase(Locale.ROOT), row.get(1)));
        return columns;
    }
}
