package io.candlegrid.db.server.clickhouse;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 request.
 *
 * @param parameters the query string's, decoded; of equal names the last
 * @param headers by name in small letters
 */
record HttpRequest(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> headers,
        boolean keepAlive) {
    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_HEADERS = 200;

    /** Reads a head; the body's bytes come next. */
    static HttpRequest read(ConnectionInput in) throws IOException {
        String[] first = in.line(MAX_LINE).split(" ");
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new BadRequestException("this is not an HTTP/1.1 request");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = in.line(MAX_LINE); !line.isEmpty(); line = in.line(MAX_LINE)) {
            int colon = line.indexOf(':');
            if (colon <= 0 || headers.size() >= MAX_HEADERS) {
                throw new BadRequestException("broken or too many headers");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    ConnectionInput.utf8(line.substring(colon + 1).strip()));
        }
        int mark = first[1].indexOf('?');
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return new HttpRequest(
                first[0],
                mark < 0 ? first[1] : first[1].substring(0, mark),
                mark < 0 ? Map.of() : parameters(first[1].substring(mark + 1)),
                headers,
                first[2].equals("HTTP/1.1")
                        ? !connection.contains("close")
                        : connection.contains("keep-alive"));
    }

    private static Map<String, String> parameters(String query) throws BadRequestException {
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                if (!name.isEmpty()) {
                    parameters.put(
                            decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("the query string is not URL-encoded: " + e.getMessage());
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The length of the body in bytes, -1 for chunks. */
    long bodyLength() throws BadRequestException {
        if (header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            return -1;
        }
        String length = header("content-length").orElse("0");
        try {
            return Long.parseUnsignedLong(length);
        } catch (NumberFormatException e) {
            throw new BadRequestException("'" + length + "' is not a content length");
        }
    }

    boolean expectsContinue() {
        return header("expect").filter("100-continue"::equalsIgnoreCase).isPresent();
    }
}
