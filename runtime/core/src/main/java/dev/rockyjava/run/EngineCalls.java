package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the engine. A request of a replication is made once, however many assets it serves. */
final class EngineCalls {

    private static final Logger LOG = LoggerFactory.getLogger(EngineCalls.class);

    private final RockyEngine engine;
    private final CallOptions options;
    private final BiConsumer<AssetKey, String> engineLog;
    private final Map<RunRequest, Call> shared = new HashMap<>();

    EngineCalls(RockyEngine engine, CallOptions options, BiConsumer<AssetKey, String> engineLog) {
        this.engine = engine;
        this.options = options;
        this.engineLog = engineLog;
    }

    /** A call, and whether it was made now rather than for an earlier asset. */
    record Made(Call call, boolean now) {}

    Made call(AssetSpec spec, RunRequest request) {
        Call earlier = shared.get(request);
        if (earlier != null) {
            return new Made(earlier.forAsset(spec), false);
        }
        Call call = ask(spec, request);
        if (request instanceof RunRequest.Replication) {
            shared.put(request, call);
        }
        return new Made(call, true);
    }

    private Call ask(AssetSpec spec, RunRequest request) {
        try {
            return Call.answered(
                    spec, request, engine.run(request, options.withLog(line -> engineLog.accept(spec.key(), line))));
        } catch (EngineException e) {
            LOG.debug("{}: the engine gave no answer to '{}'", spec.key(), RequestText.of(request), e);
            return Call.threw(spec, request, e);
        } catch (Throwable e) { // a bug in an engine costs this asset, not the other branches of the run
            LOG.error("{}: the engine's Java code threw on '{}'", spec.key(), RequestText.of(request), e);
            return Call.threw(spec, request, e);
        }
    }
}
