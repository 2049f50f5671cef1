package io.candlegrid.db.clickhouse;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.candlegrid.db.server.ClickHouseEndpoint;
import io.candlegrid.domain.marketdata.StoreException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A pooled connection to ClickHouse. Parameters stand in statements as {@code {name:Type}}.
 * Thread-safe. Everything that goes wrong is a {@link StoreException}.
 */
public final class ClickHouse implements AutoCloseable {

    private static final int CONNECTIONS = 16;
    private static final long CONNECT_SECONDS = 10;
    private static final long ANSWER_SECONDS = 300;

    private final Client client;

    public ClickHouse(ClickHouseEndpoint endpoint) {
        this(endpoint, endpoint.database());
    }

    /** With another database than the endpoint's, which may not exist yet. */
    public ClickHouse(ClickHouseEndpoint endpoint, String database) {
        this.client =
                new Client.Builder()
                        .addEndpoint(endpoint.url())
                        .setUsername(endpoint.user())
                        .setPassword(endpoint.password().value())
                        .setDefaultDatabase(database)
                        .setConnectTimeout(CONNECT_SECONDS, ChronoUnit.SECONDS)
                        .setSocketTimeout(ANSWER_SECONDS, ChronoUnit.SECONDS)
                        .setMaxConnections(CONNECTIONS)
                        .compressServerResponse(false)
                        .compressClientRequest(false)
                        .build();
    }

    /** Reads an answer. */
    @FunctionalInterface
    public interface AnswerReader<T> {
        T read(RowBinaryReader rows) throws IOException;
    }

    /** Runs a statement without an answer. */
    public void execute(String sql) {
        execute(sql, Map.of());
    }

    /** Runs a statement without an answer. */
    @SuppressWarnings("try") // close() is declared to throw any Exception; all are handled
    public void execute(String sql, Map<String, Object> parameters) {
        // The client's own execute hands its answer over on the JVM's common pool, where it waits
        // for ever when callers block the few threads there are; query doesn't.
        try (QueryResponse response =
                await(client.query(sql, parameters, new QuerySettings()), sql)) {
            response.getReadRows();
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) {
            throw failed(sql, e);
        }
    }

    /** Inserts rows; when it returns the server has acknowledged all of them. */
    public void insert(String table, List<String> columns, RowBinaryWriter rows) {
        if (rows.size() == 0) {
            return;
        }
        String what = "insert into " + table;
        try (InsertResponse response =
                await(
                        client.insert(
                                table,
                                columns,
                                rows::writeTo,
                                ClickHouseFormat.RowBinary,
                                new InsertSettings()),
                        what)) {
            response.getWrittenRows();
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) {
            throw failed(what, e);
        }
    }

    /** Runs a query and reads its answer while it arrives. */
    @SuppressWarnings("try") // close() is declared to throw any Exception; all are handled
    public <T> T query(String sql, Map<String, Object> parameters, AnswerReader<T> reader) {
        QuerySettings settings = new QuerySettings().setFormat(ClickHouseFormat.RowBinary);
        try (QueryResponse response = await(client.query(sql, parameters, settings), sql)) {
            return reader.read(new RowBinaryReader(response.getInputStream()));
        } catch (StoreException e) {
            throw e;
        } catch (Exception e) {
            throw failed(sql, e);
        }
    }

    /** Runs a query for one number. */
    public long queryLong(String sql, Map<String, Object> parameters) {
        return query(sql, parameters, RowBinaryReader::int64);
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T await(CompletableFuture<T> answer, String sql) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while ClickHouse worked on: " + head(sql), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failed(sql, cause == null ? e : cause);
        }
    }

    private static StoreException failed(String sql, Throwable cause) {
        return new StoreException(
                "ClickHouse failed on '" + head(sql) + "': " + cause.getMessage(), cause);
    }

    private static String head(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 117) + "…";
    }
}
