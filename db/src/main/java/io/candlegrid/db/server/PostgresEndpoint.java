package io.candlegrid.db.server;

/**
 * How to reach PostgreSQL.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
 * @param user the user that owns the database
 * @param password its password
 */
public record PostgresEndpoint(String jdbcUrl, String user, Secret password) {}
