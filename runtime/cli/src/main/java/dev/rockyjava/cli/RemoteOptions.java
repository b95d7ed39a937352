package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a server whose workers execute the engine's calls. */
final class RemoteOptions {

    @Option(
            names = "--temporal",
            paramLabel = "HOST:PORT",
            description = """
                    A Temporal server, whose workers execute the engine's calls; needs the artifact rocky-temporal. Keys and \
                    certificates come from Temporal's own variables, such as TEMPORAL_API_KEY.""")
    private @Nullable String address;

    @Option(names = "--namespace", paramLabel = "NAME", description = "The namespace in that server. Default: default.")
    private @Nullable String namespace;

    /** Returns an engine that is about to be called: that of the workers if a server is named, otherwise the project's own. */
    RockyEngine engine(Session session, Definitions definitions) {
        if (address == null) {
            if (namespace != null) {
                throw new UsageException("--namespace names a part of the server that --temporal names, and there is none");
            }
            return session.engine();
        }
        RockyComponent component = session.workspace().component();
        return calls().engine(server(), component, definitions, session.terminal()::warn);
    }

    /** Returns whether workers execute the engine's calls. */
    boolean isRemote() {
        return address != null;
    }

    /** @throws UsageException if none is named */
    RemoteCalls.Server server() {
        if (address == null) {
            throw new UsageException("no server is named", "name it with --temporal HOST:PORT");
        }
        return new RemoteCalls.Server(address, Optional.ofNullable(namespace));
    }

    static RemoteCalls calls() {
        return ServiceLoader.load(RemoteCalls.class).findFirst().orElseThrow(() -> new UsageException(
                "this program has no client for a Temporal server",
                "add dev.rockyjava:rocky-temporal to its class path"));
    }
}
