package org.souk.storefront.internal.web;

import java.util.Collection;
import java.util.Map;

/** Ends a request with a problem: told as a page of the shop, or under {@code /api/} as {@code application/problem+json}. */
public final class RequestProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String name;
    private final transient Map<String, Object> members;
    private final transient Map<String, String> headers;

    /**
     * A problem of the request.
     *
     * @param status of HTTP, 400 to 599
     * @param name end of {@code urn:souk:problem:<name>}
     * @param detail a sentence for the caller
     */
    public RequestProblem(int status, String name, String detail) {
        this(status, name, detail, Map.of(), Map.of());
    }

    /**
     * A problem with more to say.
     *
     * @param members extension members of the problem document: JSON values as Java's maps, lists, strings, numbers
     * @param headers of the answer
     */
    public RequestProblem(
            int status, String name, String detail, Map<String, Object> members, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.name = name;
        this.members = Map.copyOf(members);
        this.headers = Map.copyOf(headers);
    }

    /** 400: it cannot be read. */
    public static RequestProblem malformed(String detail) {
        return new RequestProblem(400, "malformed", detail);
    }

    /** 404. */
    public static RequestProblem notFound(String detail) {
        return new RequestProblem(404, "not-found", detail);
    }

    /**
     * 405.
     *
     * @param allowed methods in the order in which the header names them
     */
    public static RequestProblem methodNotAllowed(Collection<String> allowed) {
        String allow = String.join(", ", allowed);
        return new RequestProblem(
                405, "method-not-allowed", "allowed here: " + allow, Map.of(), Map.of("Allow", allow));
    }

    /** Status of HTTP. */
    public int status() {
        return status;
    }

    /** End of the problem's type. */
    public String name() {
        return name;
    }

    /** A sentence for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Extension members of the problem document. */
    public Map<String, Object> members() {
        return members;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }
}
