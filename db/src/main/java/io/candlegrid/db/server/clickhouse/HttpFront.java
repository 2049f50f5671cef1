package io.candlegrid.db.server.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An HTTP/1.1 server on loopback. Each connection has a virtual thread that waits for requests and,
 * while one is answered, for the client's end: a disconnect is known at once and not at the next
 * write. Handlers run on platform threads, because a call into the engine holds its carrier.
 */
final class HttpFront implements AutoCloseable {
    /** Requests at work at once; the one beyond is answered 503, nothing queues up. */
    static final int MAX_REQUESTS = 64;

    private static final int MAX_CONNECTIONS = 512;
    private static final int BACKLOG = 128;
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** ClickHouse parses and plans on the caller's stack. */
    private static final long STACK_BYTES = 8L << 20;

    private final ServerSocket listener;
    private final Consumer<HttpExchange> handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor handlers =
            new ThreadPoolExecutor(
                    0,
                    MAX_REQUESTS,
                    60,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> new Thread(null, task, "request", STACK_BYTES));
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();

    /** Binds the port; {@link #start} accepts. */
    HttpFront(int port, Consumer<HttpExchange> handler) throws IOException {
        this.handler = handler;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    }

    int port() {
        return listener.getLocalPort();
    }

    void start() {
        Thread.ofPlatform().name("accept").daemon(true).start(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                if (open.size() >= MAX_CONNECTIONS) {
                    socket.close();
                    continue;
                }
                open.add(socket);
                connections.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    System.err.println("accepting a connection failed: " + e.getMessage());
                }
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            ConnectionInput in = new ConnectionInput(socket.getInputStream());
            // No idle timeout: on loopback the connections of a dead client close by themselves.
            boolean more = in.awaitMore();
            while (more) {
                more = serveOne(socket, in);
            }
        } catch (BadRequestException e) {
            refuse(socket, e);
        } catch (IOException e) {
            // The client went away: the usual end of a connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private boolean serveOne(Socket socket, ConnectionInput in)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.read(in);
        HttpExchange exchange = new HttpExchange(request, in, socket);
        Future<?> answer;
        try {
            answer =
                    handlers.submit(() -> {
                        try {
                            handler.accept(exchange);
                        } finally {
                            finish(exchange);
                        }
                    });
        } catch (RejectedExecutionException e) {
            exchange.answer(
                    503,
                    Map.of("X-ClickHouse-Exception-Code", "202"),
                    "Code: 202. DB::Exception: Too many simultaneous queries. (TOO_MANY_SIMULTANEOUS_QUERIES)\n"
                            .getBytes(StandardCharsets.UTF_8));
            finish(exchange);
            return false;
        }
        exchange.body().awaitConsumed();
        boolean more = awaitClient(exchange, in);
        try {
            answer.get();
        } catch (ExecutionException e) {
            System.err.println("a request failed: " + e.getCause());
            exchange.abort();
        }
        return more && request.keepAlive() && !exchange.isAborted();
    }

    /** Waits for the client's next byte or its end; a body given up in the middle is the end. */
    private static boolean awaitClient(HttpExchange exchange, ConnectionInput in) {
        try {
            if (in.awaitMore()) {
                return true;
            }
        } catch (IOException e) {
            // A reset is an end as well.
        }
        exchange.clientGone();
        return false;
    }

    /**
     * After the answer: takes what is left of the body, for a client that writes before it reads.
     */
    private static void finish(HttpExchange exchange) {
        RequestBody body = exchange.body();
        if (body.isConsumed()) {
            return;
        }
        long deadline = System.nanoTime() + DRAIN.toNanos();
        try (InputStream rest = body) {
            byte[] sink = new byte[64 << 10];
            boolean more = true;
            while (more && !exchange.isAborted() && System.nanoTime() < deadline) {
                more = rest.read(sink) >= 0;
            }
        } catch (IOException e) {
            exchange.abort();
        }
        if (!body.isConsumed()) {
            exchange.abort();
            body.giveUp();
        }
    }

    private static void refuse(Socket socket, BadRequestException e) {
        byte[] text = ("Bad request: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: "
                        + text.length
                        + "\r\n\r\n";
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(text);
        } catch (IOException gone) {
            // Nobody is left to tell.
        }
    }

    /** Stops accepting, gives requests at work a moment, then cuts every connection. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            System.err.println("closing the port failed: " + e.getMessage());
        }
        handlers.shutdown();
        try {
            if (!handlers.awaitTermination(3, TimeUnit.SECONDS)) {
                for (Socket socket : open) {
                    socket.close();
                }
                handlers.awaitTermination(10, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            System.err.println("closing a connection failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.shutdownNow();
    }
}
