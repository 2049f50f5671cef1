package io.candlegrid.db.server;

/**
 * How to reach ClickHouse over HTTP.
 *
 * @param url {@code http://host:port} (or https), the base that {@code client-v2} takes as its
 *     endpoint
 * @param database the database that holds candlegrid's tables
 * @param user the user
 * @param password its password
 */
public record ClickHouseEndpoint(String url, String database, String user, Secret password) {

    /** The same address as {@code clickhouse-jdbc} takes it. */
    public String jdbcUrl() {
        return "jdbc:clickhouse:" + url + "/" + database;
    }
}
