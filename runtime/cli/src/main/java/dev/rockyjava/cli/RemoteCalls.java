package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Executes calls of the engine on other machines. Found by {@link java.util.ServiceLoader}; the artifact {@code
 * dev.rockyjava:rocky-temporal} has one.
 */
public interface RemoteCalls {

    /**
     * A server, as given on the command line.
     *
     * @param address host and port
     * @param namespace empty for the default
     */
    record Server(String address, Optional<String> namespace) {}

    /**
     * Returns an engine whose calls are executed by workers.
     *
     * @param warnings receives one warning at a time
     * @return the engine; the caller closes it
     */
    RockyEngine engine(Server server, RockyComponent component, Definitions definitions, Consumer<String> warnings);

    /**
     * Starts a worker.
     *
     * @param engine executes the calls; remains the caller's
     * @param queues what the worker serves; empty for the queue that the project's {@code rocky.toml} implies
     * @param slots how many calls are executed at a time
     * @return lets the calls at work end, up to a limit, when closed
     */
    Serving serve(Server server, RockyComponent component, RockyEngine engine, List<String> queues, int slots);

    /** A worker that is running. */
    interface Serving extends AutoCloseable {

        /** Returns what the worker serves, to be displayed. */
        String description();

        /** Waits until the worker is closed. */
        void await();

        @Override
        void close();
    }
}
