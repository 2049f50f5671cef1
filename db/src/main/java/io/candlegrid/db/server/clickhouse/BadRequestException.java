package io.candlegrid.db.server.clickhouse;

import java.io.IOException;

/** A request that isn't HTTP as the front understands it; answered with 400 and the end. */
final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
