package ai.arkor.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands in for a service on the loopback that has no runs. */
record EmptyService(ServerSocket socket) implements AutoCloseable {

    private static final String BODY = "{\"jobs\":[]}";

    static EmptyService open() throws IOException {
        EmptyService service = new EmptyService(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(service::answerAll, "arkor-empty-service");
        thread.setDaemon(true);
        thread.start();
        return service;
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    private void answerAll() {
        while (true) {
            try (Socket caller = socket.accept()) {
                BufferedReader request = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                    // Whatever is asked, there is nothing.
                }
                caller.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n" + BODY).getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
