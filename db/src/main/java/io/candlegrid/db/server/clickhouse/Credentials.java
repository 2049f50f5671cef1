package io.candlegrid.db.server.clickhouse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The one user of the front. Its password isn't shown. */
final class Credentials {
    private final String user;
    private final byte[] password;

    Credentials(String user, String password) {
        this.user = user;
        this.password = password.getBytes(StandardCharsets.UTF_8);
    }

    /** Checks what a request shows: Basic, ClickHouse's own headers, or parameters. */
    void check(HttpRequest request) throws EngineException {
        String shownUser =
                request.header("x-clickhouse-user").or(() -> request.parameter("user")).orElse("");
        String shownPassword =
                request.header("x-clickhouse-key")
                        .or(() -> request.parameter("password"))
                        .orElse("");
        String authorization = request.header("authorization").orElse("");
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            String pair = decoded(authorization.substring(6).strip());
            int colon = pair.indexOf(':');
            shownUser = colon < 0 ? pair : pair.substring(0, colon);
            shownPassword = colon < 0 ? "" : pair.substring(colon + 1);
        }
        boolean same =
                MessageDigest.isEqual(password, shownPassword.getBytes(StandardCharsets.UTF_8));
        if (!same || !shownUser.equals(user)) {
            throw EngineException.of(
                    EngineException.AUTHENTICATION_FAILED,
                    "AUTHENTICATION_FAILED",
                    shownUser
                            + ": Authentication failed: password is incorrect, or there is no user"
                            + " with such name.");
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
