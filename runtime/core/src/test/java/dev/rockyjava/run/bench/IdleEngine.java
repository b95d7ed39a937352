package dev.rockyjava.run.bench;

import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.RunOutput;
import java.util.List;
import java.util.Optional;

/** Says at once that the model is built. */
final class IdleEngine implements RockyEngine {

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        RunOutput.MaterializedTable built = new RunOutput.MaterializedTable(
                List.of(((RunRequest.Model) request).model()),
                null,
                0,
                Optional.empty(),
                new RunOutput.MaterializationMetadata(
                        Optional.of("full_refresh"), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
        return new EngineReply(
                0,
                new RunOutput(
                        "1.71.0", "run", "Success", "replication", "", 0, 0, 0, List.of(built), List.of(), List.of(),
                        List.of(), List.of(), false),
                List.of());
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("idle", "1.71.0");
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
