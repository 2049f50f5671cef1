package io.candlegrid.grid.exchange;

/**
 * One GET request.
 *
 * @param weight what it costs of the exchange's limit
 */
record RestCall(String pathAndQuery, int weight) {}
