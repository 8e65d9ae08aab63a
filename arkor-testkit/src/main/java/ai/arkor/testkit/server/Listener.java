package ai.arkor.testkit.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens on the loopback and has every request answered, each connection on a thread of its own. Thread-safe. */
public final class Listener implements AutoCloseable {

    /** Many clients may come at once. */
    private static final int BACKLOG = 1024;

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    private final Handler handler;
    private final Runnable activity;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile ServerSocket server;

    /** @param activity run when a client closed a connection that is watched for it */
    public Listener(Handler handler, Runnable activity) {
        this.handler = handler;
        this.activity = activity;
        this.server = bind(0);
        this.port = server.getLocalPort();
        accept(server);
    }

    public int port() {
        return port;
    }

    /** Refuses new connections. */
    public void refuse() {
        close(server);
    }

    /** Takes connections again, at the same port. */
    public synchronized void accept() {
        if (server.isClosed()) {
            server = bind(port);
            accept(server);
        }
    }

    /** Ends every connection there is. */
    public void dropConnections() {
        for (Socket socket : connections) {
            close(socket);
        }
    }

    @Override
    public void close() {
        refuse();
        dropConnections();
    }

    private static ServerSocket bind(int port) {
        try {
            ServerSocket bound = new ServerSocket();
            bound.setReuseAddress(true);
            bound.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return bound;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void accept(ServerSocket from) {
        Daemon.start("scripted-cloud-accept", () -> {
            while (!from.isClosed()) {
                try {
                    Socket socket = from.accept();
                    connections.add(socket);
                    Daemon.start("scripted-cloud", () -> serve(socket));
                    if (from.isClosed()) {
                        close(socket);
                    }
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            Exchange exchange;
            do {
                exchange = new Exchange(RequestReader.read(in), socket, in, out, activity);
                handler.handle(exchange);
            } while (exchange.isReusable());
        } catch (IOException gone) {
            // The client, or the test, is done with it.
        } finally {
            connections.remove(socket);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception unclosable) {
            throw new IllegalStateException(unclosable);
        }
    }
}
