package io.candlegrid.grid.exchange.simulator;

import java.util.Map;

/**
 * An answer of a simulated market.
 *
 * @param weight what the request cost
 */
record VenueAnswer(int status, Map<String, String> headers, String body, int weight) {

    static VenueAnswer ok(String body, int weight) {
        return new VenueAnswer(200, Map.of(), body, weight);
    }
}
