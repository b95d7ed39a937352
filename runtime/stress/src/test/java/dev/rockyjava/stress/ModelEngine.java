package dev.rockyjava.stress;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.stress.ModelProject.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * An engine that does what chance says, knows what it really did, and reports each call to the {@link ScheduleOracle}. A
 * call lasts as long as other threads go on.
 */
final class ModelEngine implements RockyEngine {

    /** What becomes of a call. */
    enum Fate {
        BUILT, NOTHING_TO_DO, REFUSED, BUSY, ERROR, TRANSIENT, QUOTA, TIMEOUT, TIMEOUT_BEFORE, KILLED, GARBAGE, BUG, HALF,
        ODD_STATUS, NOTHING_BUILT, SIGNAL, SIGNAL_EXIT, CLAIMED, INTERRUPTED, UNSUPPORTED, UNDECIDED;

        boolean good() {
            return this == BUILT || this == NOTHING_TO_DO;
        }

        boolean endsRun() {
            return this == SIGNAL || this == SIGNAL_EXIT || this == INTERRUPTED;
        }
    }

    private static final List<Fate> OF_MODELS = List.of(
            Fate.REFUSED, Fate.BUSY, Fate.ERROR, Fate.TRANSIENT, Fate.QUOTA, Fate.TIMEOUT, Fate.TIMEOUT_BEFORE, Fate.KILLED,
            Fate.GARBAGE, Fate.BUG, Fate.HALF, Fate.ODD_STATUS, Fate.NOTHING_BUILT, Fate.SIGNAL, Fate.SIGNAL_EXIT, Fate.CLAIMED);
    private static final List<Fate> OF_OTHERS = List.of(
            Fate.REFUSED, Fate.BUSY, Fate.ERROR, Fate.TIMEOUT, Fate.TIMEOUT_BEFORE, Fate.KILLED, Fate.GARBAGE, Fate.BUG);
    private static final List<Fate> OF_WHOLE = List.of(
            Fate.REFUSED, Fate.BUSY, Fate.TIMEOUT, Fate.KILLED, Fate.GARBAGE, Fate.BUG, Fate.UNSUPPORTED);

    private static final Map<String, EngineDocument> PARSED = new HashMap<>();

    private final ModelProject project;
    private final Random random;
    private final int trouble;
    private final List<String> history = new ArrayList<>();
    SteppedThreads threads;
    final ScheduleOracle oracle;
    boolean dead;

    /** @param trouble in percent: how many calls go wrong */
    ModelEngine(ModelProject project, Random random, int trouble, ScheduleOracle oracle) {
        this.project = project;
        this.random = random;
        this.trouble = trouble;
        this.oracle = oracle;
        this.threads = new SteppedThreads(random, () -> {}, () -> 0);
    }

    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        threads.pause();
        if (dead) {
            throw new IllegalStateException("the program is dead");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineInterruptedException("before the call", null, false);
        }
        Node node = project.nodes.get(options.run().orElseThrow().asset());
        ScheduleOracle.Call call = oracle.begins(node, request, options.submissionId().orElseThrow());
        for (int steps = random.nextInt(3); steps >= 0; steps--) {
            threads.pause();
        }
        if (dead) {
            throw new IllegalStateException("the program is dead");
        }
        if (Thread.currentThread().isInterrupted()) {
            call.ends(Fate.INTERRUPTED, random.nextBoolean());
            throw new EngineInterruptedException("in the midst of the call", null);
        }
        return request instanceof RunRequest.Transformation whole ? whole(whole, call) : one(node, request, call);
    }

    /** Ends the calls that a killed program leaves behind: each may have been killed with it or have ended its work. */
    void endsWithProgram() {
        dead = true;
        for (ScheduleOracle.Call call : oracle.inFlight()) {
            boolean ended = random.nextBoolean() && !(call.request() instanceof RunRequest.Load);
            boolean built = random.nextBoolean();
            call.ends(built ? Fate.BUILT : Fate.ERROR, built);
            if (ended) {
                record(call, built);
            }
        }
    }

    private void record(ScheduleOracle.Call call, boolean built) {
        call.inHistory(built);
        history.add("{\"run_id\":\"x\",\"status\":\"" + (built ? "Success" : "Failure") + "\",\"submission_id\":\""
                + call.submission() + "\",\"models\":[{\"model_name\":\"" + call.node().label() + "\",\"status\":\""
                + (built ? "success" : "failed") + "\"}]}");
    }

    private EngineReply one(Node node, RunRequest request, ScheduleOracle.Call call) {
        boolean runs = node.model() || request instanceof RunRequest.Replication;
        Fate fate = Fate.BUILT;
        if (random.nextInt(100) < trouble) {
            List<Fate> fates = runs ? OF_MODELS : OF_OTHERS;
            fate = fates.get(random.nextInt(fates.size()));
        } else if (request instanceof RunRequest.Load && random.nextInt(5) == 0) {
            fate = Fate.NOTHING_TO_DO;
        }
        // What the engine reports as failed adds nothing that repeating it would add again, except a model's rows that the
        // warehouse may have kept; without an answer anything may have happened.
        boolean added = switch (fate) {
            case BUILT -> true;
            case HALF, ODD_STATUS -> node.model();
            case TRANSIENT, SIGNAL, SIGNAL_EXIT -> node.model() && random.nextBoolean();
            case TIMEOUT, KILLED, GARBAGE, BUG -> random.nextBoolean();
            default -> false;
        };
        call.ends(fate, added);
        if (fate == Fate.GARBAGE && random.nextBoolean() && !(request instanceof RunRequest.Load)) {
            record(call, added);
        }
        throwIfSo(fate);
        return new EngineReply(exit(fate), parsed(node, request, fate), List.of());
    }

    private static void throwIfSo(Fate fate) {
        switch (fate) {
            case REFUSED -> throw new EngineCommandException("refused", 1, List.of());
            case BUSY -> throw new EngineBusyException("busy");
            case TIMEOUT -> throw new EngineTimeoutException("slow");
            case TIMEOUT_BEFORE -> throw new EngineTimeoutException("slow", false);
            case KILLED -> throw new EngineCommandException("killed", 137, List.of());
            case SIGNAL_EXIT -> throw new EngineCommandException("interrupted", 130, List.of());
            case GARBAGE -> throw new EngineOutputException("no document", "garbage");
            case BUG -> throw new IllegalStateException("a bug");
            case UNSUPPORTED -> throw new UnsupportedByEngineException("not here");
            default -> {}
        }
    }

    private static int exit(Fate fate) {
        return switch (fate) {
            case ERROR, TRANSIENT, QUOTA -> 1;
            case HALF -> 2;
            case SIGNAL -> 130;
            default -> 0;
        };
    }

    private static EngineDocument parsed(Node node, RunRequest request, Fate fate) {
        if (request instanceof RunRequest.Load) {
            boolean nothing = fate == Fate.NOTHING_TO_DO;
            return parsed("{'command':'load','source_dir':'d','files_loaded':" + (fate == Fate.BUILT ? 1 : 0)
                    + ",'files_failed':" + (fate == Fate.ERROR ? 1 : 0) + ",'files':["
                    + (nothing ? "" : "{'file':'a'" + (fate == Fate.ERROR ? ",'error':'no'" : "") + "}") + "]}");
        }
        if (request instanceof RunRequest.Seed) {
            return parsed("{'command':'seed','tables_loaded':" + (fate == Fate.BUILT ? 1 : 0) + ",'tables':[{'name':'"
                    + node.label() + "'" + (fate == Fate.BUILT ? "" : ",'error':'no'") + "}]}");
        }
        if (request instanceof RunRequest.Quality) {
            return parsed(run("Success", "quality", "", "", "'check_results':[{'asset_key':['x'],'checks':[{'name':'c','passed':"
                    + (fate == Fate.BUILT) + ",'severity':'error'}]}],"));
        }
        String entry = request instanceof RunRequest.Model model
                ? entry(node, model.partitions())
                : "{'asset_key':['duckdb','" + node.label() + "','t'],'duration_ms':1}";
        boolean listed = fate == Fate.BUILT || fate == Fate.HALF || fate == Fate.ODD_STATUS;
        String error = switch (fate) {
            case ERROR, HALF -> error(node, "unknown");
            case TRANSIENT -> error(node, "transient");
            case QUOTA -> error(node, "quota-exceeded");
            default -> "";
        };
        String status = switch (fate) {
            case ERROR, TRANSIENT, QUOTA -> "Failure";
            case HALF -> "PartialFailure";
            case ODD_STATUS -> "Odd";
            case CLAIMED -> "SkippedIdempotent";
            default -> "Success";
        };
        return parsed(run(status, "replication", listed ? entry : "", error, fate == Fate.SIGNAL ? "'interrupted':true," : ""));
    }

    private static String run(String status, String type, String built, String errors, String more) {
        return "{'command':'run','pipeline_type':'" + type + "','status':'" + status + "'," + more + "'tables_failed':"
                + (errors.split("asset_key", -1).length - 1) + ",'materializations':[" + built + "],'errors':[" + errors + "]}";
    }

    private static String entry(Node node, PartitionChoice partition) {
        return "{'asset_key':['" + node.label() + "'],'duration_ms':1"
                + (partition instanceof PartitionChoice.One one && node.daily() ? ",'partition':{'key':'" + one.key() + "'}" : "")
                + ",'metadata':{'strategy':'s'}}";
    }

    private static String error(Node node, String kind) {
        return "{'asset_key':['" + node.label() + "'],'error':'no','failure_kind':'" + kind + "'}";
    }

    private static EngineDocument parsed(String json) {
        return PARSED.computeIfAbsent(json, text -> EngineDocuments.parse(text.replace('\'', '"')));
    }

    /** One call for all models of a pipeline. Each part is known to the oracle as if it had been a call for that model. */
    private EngineReply whole(RunRequest.Transformation request, ScheduleOracle.Call call) {
        if (random.nextInt(100) < trouble) {
            Fate fate = OF_WHOLE.get(random.nextInt(OF_WHOLE.size()));
            call.ends(fate, false);
            throwIfSo(fate);
        }
        List<Node> order = new ArrayList<>(call.members());
        if (random.nextInt(4) == 0) {
            Collections.shuffle(order, random); // of dependencies that it doesn't see
        }
        List<String> built = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        Map<AssetKey, Fate> fates = new HashMap<>();
        for (Node node : order) {
            boolean goesWrong = random.nextInt(100) < trouble;
            Fate fate = !goesWrong ? Fate.BUILT : random.nextBoolean() ? Fate.UNDECIDED : random.nextBoolean() ? Fate.ERROR : Fate.TRANSIENT;
            if (fate == Fate.BUILT) {
                built.add(entry(node, request.partitions()));
                boolean sound = node.upstream().stream().filter(call.members()::contains)
                        .allMatch(upstream -> fates.get(upstream.key()) == Fate.BUILT);
                fate = sound ? fate : Fate.UNDECIDED;
            } else if (fate != Fate.UNDECIDED) {
                errors.add(error(node, fate == Fate.ERROR ? "unknown" : "transient"));
            }
            fates.put(node.key(), fate);
        }
        call.endsInParts(fates);
        String status = errors.isEmpty() ? "Success" : built.isEmpty() ? "Failure" : "PartialFailure";
        return new EngineReply(errors.isEmpty() ? 0 : built.isEmpty() ? 1 : 2,
                parsed(run(status, "transformation", String.join(",", built), String.join(",", errors), "")), List.of());
    }

    @Override
    public RowEffect effect(RunRequest request) {
        if (request instanceof RunRequest.Load load) {
            return project.nodes.get(AssetKey.of(load.pipeline(), "load")).effect();
        }
        if (request instanceof RunRequest.Replication copy) {
            return project.nodes.get(AssetKey.of(copy.pipeline(), "load")).effect();
        }
        return RockyEngine.super.effect(request);
    }

    @Override
    public String query(QueryRequest request, CallOptions options) {
        return "{\"command\":\"history\",\"runs\":[" + String.join(",", history) + "]}";
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("model", "1.71.0");
    }

    @Override
    public void close() {}
}
