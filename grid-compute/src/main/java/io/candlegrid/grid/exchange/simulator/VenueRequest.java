package io.candlegrid.grid.exchange.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A REST request to a simulated market.
 *
 * @param path below the market's own
 * @param now simulated time
 */
record VenueRequest(String path, Map<String, String> parameters, Instant now) {

    static Map<String, String> parse(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : (query == null ? "" : query).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** A whole number, or what to take where there is none; NumberFormatException otherwise. */
    long number(String name, long otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : Long.parseLong(text);
    }
}
