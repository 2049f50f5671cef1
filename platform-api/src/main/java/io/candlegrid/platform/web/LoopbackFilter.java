package io.candlegrid.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only who sits on this machine and comes from our own pages: without login, a page of
 * another site must not be able to use a visitor's browser (cross-site requests, DNS rebinding).
 */
final class LoopbackFilter extends OncePerRequestFilter {

    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:]+]|[a-z0-9.-]+)(:\\d{1,5})?");
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none';"
                    + " form-action 'self'";

    private final ErrorWriter errors;

    LoopbackFilter(ErrorWriter errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        ApiProblem problem = refusal(request);
        if (problem == null) {
            chain.doFilter(request, response);
        } else {
            errors.write(response, problem);
        }
    }

    private static @Nullable ApiProblem refusal(HttpServletRequest request) throws IOException {
        if (!InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()) {
            return forbidden(
                    "", request.getRemoteAddr(), "only this machine may use candlegrid: no login");
        }
        String host = request.getHeader("Host");
        if (host == null || !isLocal(host)) {
            return forbidden(
                    "header.Host", host, "Host must be localhost, 127.0.0.1 or [::1] with a port");
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return forbidden(
                    "header.Origin", origin, "requests from pages of another origin are refused");
        }
        return null;
    }

    private static boolean isLocal(String host) {
        Matcher matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
        return matcher.matches() && LOCAL_NAMES.contains(matcher.group(1));
    }

    private static ApiProblem forbidden(String path, @Nullable String value, String message) {
        return ApiProblem.one(
                HttpStatus.FORBIDDEN, "forbidden", path, value, "not_allowed", message);
    }
}
