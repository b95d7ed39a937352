package dev.rockyjava.store.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Takes connections, as the system's backlog does by itself, and never says a word. */
final class SilentServer {

    private final ServerSocket socket;

    SilentServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    void stop() throws IOException {
        socket.close();
    }
}
