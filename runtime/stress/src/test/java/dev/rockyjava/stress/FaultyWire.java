package dev.rockyjava.stress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A wire to a server that fails after a number of bytes in one direction: it is cut, or nothing passes any more. */
final class FaultyWire implements AutoCloseable {

    enum Fault {
        NONE,
        CUT,
        SILENT,
        SERVER_DIES
    }

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private volatile Fault fault = Fault.NONE;
    private volatile boolean toServer;
    private volatile Runnable kill = () -> {};

    FaultyWire(int target) throws IOException {
        this.target = target;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param kill called once if the server is to die */
    void failAfter(long bytes, boolean towardsServer, Fault how, Runnable whenDying) {
        toServer = towardsServer;
        kill = whenDying;
        left.set(bytes);
        fault = how;
    }

    void heal() throws IOException {
        fault = Fault.NONE;
        left.set(Long.MAX_VALUE);
        closeAll();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                open.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                daemon(() -> pass(client, server, true));
                daemon(() -> pass(server, client, false));
            } catch (IOException e) {
                // closed, or the server is dead
                closeLast();
            }
        }
    }

    private void closeLast() {
        if (fault == Fault.SERVER_DIES) {
            closeAll();
        }
    }

    private void pass(Socket from, Socket to, boolean towardsServer) {
        byte[] chunk = new byte[4096];
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                int passes = count;
                if (fault != Fault.NONE && towardsServer == toServer) {
                    passes = (int) Math.max(0, Math.min(count, left.getAndAdd(-count)));
                }
                out.write(chunk, 0, passes);
                if (passes < count && !goesOn()) {
                    return;
                }
            }
        } catch (IOException e) {
            // one of the ends has gone
        }
    }

    /** Returns whether the connection stays open, with nothing that passes. */
    private boolean goesOn() {
        if (fault == Fault.SERVER_DIES) {
            Runnable once = kill;
            kill = () -> {};
            once.run();
        }
        return fault == Fault.SILENT;
    }

    private void closeAll() {
        for (Socket each : open) {
            try {
                each.close();
            } catch (IOException e) {
                // closed is closed
            }
        }
        open.clear();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        closeAll();
    }
}
