package io.candlegrid.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface of a platform, as the commands use it. Thread-safe. */
final class ApiClient implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final JsonMapper json = JsonMapper.builder().build();

    ApiClient(URI base) {
        this.base = base;
    }

    /** Where the platform is. */
    URI base() {
        return base;
    }

    /** Whether the platform answers at all. */
    boolean isAlive() {
        try {
            return send(request("/health", Duration.ofSeconds(5)).GET().build()).statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The document at a path, as text. */
    String getText(String path) {
        return body(request(path, ANSWER).GET());
    }

    /** The document at a path. */
    JsonNode get(String path) {
        return json.readTree(getText(path));
    }

    /** Posts a document as it is written and gives the answer, as text. */
    String postText(String path, byte[] document) {
        return body(
                request(path, ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(document)));
    }

    /** Posts a document, or nothing when it is null. */
    JsonNode post(String path, @Nullable Object document) {
        byte[] bytes = document == null ? new byte[0] : json.writeValueAsBytes(document);
        return json.readTree(postText(path, bytes));
    }

    /** Puts a document. */
    JsonNode put(String path, Object document) {
        return json.readTree(
                body(
                        request(path, ANSWER)
                                .header("Content-Type", "application/json")
                                .PUT(
                                        BodyPublishers.ofByteArray(
                                                json.writeValueAsBytes(document)))));
    }

    /** Uploads files with fields beside them. */
    JsonNode upload(String path, List<Path> files, List<MultipartBody.Field> fields)
            throws IOException {
        MultipartBody multipart = MultipartBody.of(files, fields);
        BodyPublisher publisher = BodyPublishers.ofInputStream(multipart::open);
        return json.readTree(
                body(
                        request(path, UPLOAD)
                                .header("Content-Type", multipart.contentType())
                                .POST(
                                        BodyPublishers.fromPublisher(
                                                publisher, multipart.length()))));
    }

    /** A query parameter's value in a URL. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(timeout);
    }

    private String body(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = send(request.build());
            if (response.statusCode() >= 300) {
                throw new ApiFailure(response.statusCode(), response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The platform at " + base + " does not answer (" + e.getMessage() + ").", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
