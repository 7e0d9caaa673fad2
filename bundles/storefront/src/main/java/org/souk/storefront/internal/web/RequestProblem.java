package org.souk.storefront.internal.web;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Ends a request with an error, which is answered with a page, or under {@code /api/} with a problem document (RFC 9457). */
public final class RequestProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;

    /**
     * @param status the HTTP status, 400 to 599
     * @param name of the problem, the end of its type {@code urn:souk:problem:<name>}
     * @param detail a sentence for the caller
     */
    public RequestProblem(int status, String name, String detail) {
        this(status, name, detail, Map.of(), Map.of());
    }

    /**
     * @param members extension members of the problem document: maps, lists, strings, numbers
     * @param headers of the reply
     */
    public RequestProblem(
            int status, String name, String detail, Map<String, Object> members, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.name = name;
        this.members = Map.copyOf(members);
        this.headers = Map.copyOf(headers);
    }

    public static RequestProblem malformed(String detail) {
        return new RequestProblem(400, "malformed", detail);
    }

    public static RequestProblem notFound(String detail) {
        return new RequestProblem(404, "not-found", detail);
    }

    public static RequestProblem unavailable(String detail, Duration retryAfter) {
        return retryable(503, "unavailable", detail, retryAfter);
    }

    /** A problem that asks the client to send the request again later. */
    public static RequestProblem retryable(int status, String name, String detail, Duration retryAfter) {
        return new RequestProblem(status, name, detail, Map.of(), Map.of("Retry-After", Reply.seconds(retryAfter)));
    }

    public static RequestProblem methodNotAllowed(Collection<String> allowed) {
        String allow = String.join(", ", allowed);
        return new RequestProblem(
                405, "method-not-allowed", "allowed here: " + allow, Map.of(), Map.of("Allow", allow));
    }

    public int status() {
        return status;
    }

    /** The end of the problem's type. */
    public String name() {
        return name;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> members() {
        return members;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
