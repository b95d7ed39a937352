package dev.rockyjava.cli;

import dev.rockyjava.engine.RockyEngine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Executes calls of the engine for runs on other machines. */
@Command(
        name = "worker",
        description = "Execute calls of the engine for runs on other machines, until it is ended.",
        footer = {"", """
                On Ctrl-C and SIGTERM it takes no more calls, and lets those at work end for up to a minute.""", "",
            "Example:", "  worker --temporal temporal.example.com:7233 --slots 4"})
final class WorkerCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private RemoteOptions remote = new RemoteOptions();

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            description = "A queue to serve; may be repeated. Default: the one that rocky.toml implies.")
    private List<String> queues = List.of();

    @Option(names = "--slots", paramLabel = "N", description = "How many calls to execute at a time. Default: 1.")
    private int slots = 1;

    WorkerCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (slots < 1) {
            throw new UsageException("--slots is at least 1, not " + slots);
        }
        RemoteCalls.Server server = remote.server();
        RemoteCalls calls = RemoteOptions.calls();
        try (RockyEngine engine = session.engine()) {
            RemoteCalls.Serving serving = calls.serve(server, session.workspace().component(), engine, queues, slots);
            session.terminal().say(serving.description());
            try {
                session.stopping().during(
                        () -> new Thread(serving::close, "rocky-worker-end").start(),
                        () -> {
                            serving.await();
                            return ExitCodes.OK;
                        });
            } finally {
                serving.close();
            }
            return session.stopping().stopped() ? session.stopping().status() : ExitCodes.OK;
        }
    }
}
