package io.candlegrid.db.server;

/**
 * How to reach Redis.
 *
 * @param host host name or address
 * @param port TCP port
 * @param password the default user's password, {@link Secret#NONE} when the server asks for none
 */
public record RedisEndpoint(String host, int port, Secret password) {}
