package dev.rockyjava.telemetry;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The names of attributes and events: those of OpenTelemetry's conventions where it has one, see the README. */
final class TraceNames {

    static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
    static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");
    static final AttributeKey<String> EXCEPTION_MESSAGE = stringKey("exception.message");
    static final AttributeKey<String> EXECUTABLE = stringKey("process.executable.name");
    static final AttributeKey<List<String>> COMMAND = stringArrayKey("process.command_args");
    static final AttributeKey<Long> PID = longKey("process.pid");
    static final AttributeKey<Long> EXIT_CODE = longKey("process.exit.code");

    static final AttributeKey<String> RUN_ID = stringKey("rocky.run.id");
    static final AttributeKey<String> RUN_OUTCOME = stringKey("rocky.run.outcome");
    static final AttributeKey<Long> RUN_ASSETS = longKey("rocky.run.assets");
    static final AttributeKey<Long> RUN_MATERIALIZED = longKey("rocky.run.materialized");
    static final AttributeKey<Long> RUN_FAILED = longKey("rocky.run.failed");
    static final AttributeKey<Long> RUN_SKIPPED = longKey("rocky.run.skipped");
    static final AttributeKey<Double> COST = doubleKey("rocky.cost_usd");

    static final AttributeKey<String> ASSET_KEY = stringKey("rocky.asset.key");
    static final AttributeKey<String> ASSET_KIND = stringKey("rocky.asset.kind");
    static final AttributeKey<String> ASSET_GROUP = stringKey("rocky.asset.group");
    static final AttributeKey<String> ASSET_STATUS = stringKey("rocky.asset.status");
    static final AttributeKey<String> SKIP_CAUSE = stringKey("rocky.asset.skip_cause");
    static final AttributeKey<Long> ATTEMPTS = longKey("rocky.asset.attempts");
    static final AttributeKey<Long> ROWS = longKey("rocky.asset.rows");
    static final AttributeKey<List<String>> PARTITIONS = stringArrayKey("rocky.asset.partitions");

    static final AttributeKey<String> REQUEST = stringKey("rocky.request");
    static final AttributeKey<Long> ATTEMPT = longKey("rocky.attempt");
    static final AttributeKey<String> REASON = stringKey("rocky.reason");
    static final AttributeKey<String> CHECK_NAME = stringKey("rocky.check.name");
    static final AttributeKey<String> CHECK_SEVERITY = stringKey("rocky.check.severity");

    static final String EXCEPTION = "exception";
    static final String WAIT_BEGINS = "rocky.wait.begin";
    static final String WAIT_ENDS = "rocky.wait.end";
    static final String RETRY = "rocky.retry";
    static final String FAILED_CHECK = "rocky.check.failed";

    private TraceNames() {}
}
