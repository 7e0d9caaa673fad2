package org.souk.jetty.handlers.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@link EagerContentHandler} read the body of a request before a thread handles the request, so that a slow client occupies none;
 * configured in {@code jetty.xml}. A request whose body does not arrive in time is answered 408. The bodies that are being loaded share a
 * sixteenth of the heap; a request whose next piece does not fit is answered 503. This loader copies the body, because Jetty's own retains
 * a buffer for each piece that arrives, and a body may arrive in pieces of one byte.
 */
public final class BodyLoaderFactory implements EagerContentHandler.ContentLoaderFactory {
    private final int maxBytes;
    private final long maxNanos;
    private final ByteAccount memory;

    /**
     * @param maxBytes largest body that is loaded; a request with a longer one goes on as soon as that is known, and the back end refuses it
     * @param maxSeconds time in which the whole body must arrive
     */
    public BodyLoaderFactory(int maxBytes, int maxSeconds) {
        this(maxBytes, maxSeconds, new ByteAccount(Runtime.getRuntime().maxMemory() / 16));
    }

    BodyLoaderFactory(int maxBytes, int maxSeconds, ByteAccount memory) {
        this.memory = memory;
        this.maxBytes = maxBytes;
        this.maxNanos = TimeUnit.SECONDS.toNanos(maxSeconds);
    }

    /** Null, which means bodies of all types. */
    @Override
    public @Nullable String getApplicableMimeType() {
        return null;
    }

    @Override
    public EagerContentHandler.@Nullable ContentLoader newContentLoader(
            String contentType,
            String mimeType,
            Handler handler,
            Request request,
            Response response,
            Callback callback) {
        return request.getLength() > maxBytes ? null : new BodyLoader(handler, request, response, callback);
    }

    private final class BodyLoader extends EagerContentHandler.ContentLoader implements Invocable.Task {
        private final long start = NanoTime.now();
        private final ByteArrayOutputStream loaded = new ByteArrayOutputStream();
        private Content.@Nullable Chunk body;

        BodyLoader(Handler handler, Request request, Response response, Callback callback) {
            super(handler, request, response, callback);
        }

        @Override
        protected void load() {
            if (read()) {
                pass();
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        /** Runs on a thread of the connector that must not block, when more of the body has arrived. */
        @Override
        public void run() {
            if (read()) {
                getRequest()
                        .getConnectionMetaData()
                        .getConnector()
                        .getExecutor()
                        .execute(this::pass);
            }
        }

        /** Reads what has arrived. Returns whether the request can be handled now. */
        private boolean read() {
            while (true) {
                Content.Chunk chunk = getRequest().read();
                if (chunk == null) {
                    if (NanoTime.since(start) > maxNanos) {
                        refuse();
                    } else {
                        getRequest().demand(this);
                    }
                    return false;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    fail(chunk.getFailure());
                    return false;
                }
                boolean last = chunk.isLast();
                boolean added = add(chunk);
                chunk.release();
                if (!added) {
                    release();
                    UnavailableHandler.answer(getRequest(), getResponse(), getCallback());
                    return false;
                }
                if (last || loaded.size() > maxBytes) {
                    body = Content.Chunk.from(ByteBuffer.wrap(loaded.toByteArray()), last);
                    return true;
                }
            }
        }

        /** Copies a piece; false if there is no memory for it. */
        private boolean add(Content.Chunk chunk) {
            if (!memory.reserve(chunk.remaining())) {
                return false;
            }
            byte[] bytes = new byte[chunk.remaining()];
            chunk.getByteBuffer().get(bytes);
            loaded.writeBytes(bytes);
            return true;
        }

        /** Called once, when loading ends. A body that is being handled no longer counts, because the number of threads bounds such bodies. */
        private void release() {
            memory.release(loaded.size());
        }

        private void fail(Throwable failure) {
            if (failure instanceof TimeoutException) {
                refuse();
            } else {
                release();
                getCallback().failed(failure);
            }
        }

        private void refuse() {
            release();
            Response.writeError(getRequest(), getResponse(), getCallback(), HttpStatus.REQUEST_TIMEOUT_408);
        }

        private void pass() {
            release();
            handle(new LoadedRequest(getRequest(), Objects.requireNonNull(body)), getResponse(), getCallback());
        }
    }

    /** A request whose body, or the beginning of a body that is too long, is in memory. */
    private static final class LoadedRequest extends Request.Wrapper {
        private Content.@Nullable Chunk next;

        LoadedRequest(Request request, Content.Chunk body) {
            super(request);
            next = body;
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = next;
            if (chunk == null) {
                return super.read();
            }
            next = Content.Chunk.next(chunk);
            return chunk;
        }
    }
}
