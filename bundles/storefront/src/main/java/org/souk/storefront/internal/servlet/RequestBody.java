package org.souk.storefront.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.souk.storefront.internal.web.Body;
import org.souk.storefront.internal.web.RequestProblem;

/** The body of a servlet request, read on first use. */
final class RequestBody implements Body {
    private final HttpServletRequest request;
    private byte @Nullable [] read;

    RequestBody(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public byte[] bytes() {
        byte[] bytes = read;
        if (bytes == null) {
            bytes = load();
            read = bytes;
        }
        return bytes;
    }

    private byte[] load() {
        long declared = request.getContentLengthLong();
        if (declared > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] buffer = new byte[declared < 0 ? MAX_BYTES + 1 : (int) declared];
            // not readNBytes(int): its last read asks for zero bytes, and Jetty then waits for more of a long body
            int length = request.getInputStream().readNBytes(buffer, 0, buffer.length);
            if (length > MAX_BYTES) {
                throw tooLarge();
            }
            return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
        } catch (IOException e) {
            throw RequestProblem.malformed("the connection ended before the whole body had arrived");
        }
    }

    private static RequestProblem tooLarge() {
        return new RequestProblem(413, "too-large", "a body has at most " + MAX_BYTES + " bytes");
    }
}
