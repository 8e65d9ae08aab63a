package ai.arkor.client;

import ai.arkor.api.json.JsonValue.JsonObject;
import ai.arkor.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend on the loopback that answers by script, byte by byte. Requests to one route take its replies in turn; the last one stays. */
final class ScriptedCloud implements AutoCloseable {

    static final String JOB = """
            {"id":"j1","orgId":"o1","projectId":"p1","name":"t","status":"%s","config":{"model":"arkor-tiny"},"createdAt":"2026-11-24T03:00:00Z"}""";

    private final ServerSocket server;
    private final Map<String, Queue<Reply>> routes = new ConcurrentHashMap<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<Request> requests = new CopyOnWriteArrayList<>();

    ScriptedCloud() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        on("GET /v1/capabilities", Reply.json(200, "{\"localFiles\":true,\"modelFolders\":true,\"models\":[\"arkor-tiny\"]}"));
        on("POST /v1/projects", Reply.json(201, "{\"project\":{\"id\":\"p1\",\"slug\":\"triage\",\"name\":\"triage\",\"orgId\":\"o1\"}}"));
        on("POST /v1/jobs", Reply.json(201, "{\"job\":" + JOB.formatted("queued") + "}"));
        on("GET /v1/jobs/j1", Reply.json(200, "{\"job\":" + JOB.formatted("running") + "}"));
        run(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    ScriptedCloud on(String route, Reply... replies) {
        routes.put(route, new ConcurrentLinkedQueue<>(List.of(replies)));
        return this;
    }

    ScriptedCloud stream(Reply... openings) {
        return on("GET /v1/jobs/j1/events/stream", openings);
    }

    List<Request> requests(String route) {
        return requests.stream().filter(request -> request.route().equals(route)).toList();
    }

    List<Request> openings() {
        return requests("GET /v1/jobs/j1/events/stream");
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket socket = server.accept();
            sockets.add(socket);
            run(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            Request request = read(socket.getInputStream());
            requests.add(request);
            Queue<Reply> replies = routes.getOrDefault(request.route(), new ConcurrentLinkedQueue<>(List.of(Reply.json(404, "{\"error\":\"no route\"}"))));
            Reply reply = replies.size() > 1 ? replies.remove() : replies.element();
            reply.send(socket.getInputStream(), socket.getOutputStream());
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        String[] target = first[1].split("\\?", 2);
        return new Request(first[0], target[0], target.length > 1 ? target[1] : "", headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                // The other side, or the test, is done.
            }
        }, "scripted-cloud");
        thread.setDaemon(true);
        thread.start();
    }

    record Request(String method, String path, String query, Map<String, String> headers, String body) {
        String route() {
            return method + " " + path;
        }

        JsonObject json() {
            return Json.parseObject(body);
        }
    }

    interface Reply {
        void send(InputStream in, OutputStream out) throws IOException;

        static Reply json(int status, String body, String... headers) {
            return (in, out) -> write(out, head(status, "application/json", headers) + body);
        }

        /** Frames, and then the end of the body. */
        static Reply frames(String... frames) {
            return (in, out) -> write(out, head(200, "text/event-stream") + String.join("", frames));
        }

        /** Frames, and then a connection that breaks in the midst of the body. */
        static Reply breaking(String... frames) {
            return (in, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n" + String.join("", frames));
        }

        /** Frames, and then silence until the client leaves, which completes {@code left}. */
        static Reply silent(CompletableFuture<Void> left, String... frames) {
            return (in, out) -> {
                write(out, head(200, "text/event-stream") + String.join("", frames));
                try {
                    in.read();
                } finally {
                    left.complete(null);
                }
            };
        }

        /** Reads the request and hangs up. */
        static Reply hangUp() {
            return (in, out) -> {};
        }

        private static String head(int status, String type, String... headers) {
            return "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nConnection: close\r\n"
                    + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    static String frame(String id, String type, String more) {
        return "id: " + id + "\nevent: " + type + "\ndata: {\"type\":\"" + type + "\",\"jobId\":\"j1\",\"timestamp\":\"2026-11-24T03:00:0" + id
                + "Z\"" + more + "}\n\n";
    }

    static String started(String id) {
        return frame(id, "training.started", "");
    }

    static String log(String id, int step) {
        return frame(id, "training.log", ",\"step\":" + step + ",\"loss\":1.5,\"evalLoss\":null");
    }

    static String completed(String id) {
        return frame(id, "training.completed", ",\"artifacts\":[{\"pathname\":\"/a\"}]");
    }

    static final String PING = "event: ping\ndata:\n\n";
    static final String END = "event: end\ndata:\n\n";
}
