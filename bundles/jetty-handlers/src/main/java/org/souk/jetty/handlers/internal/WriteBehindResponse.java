package org.souk.jetty.handlers.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A response whose writes succeed once their content is copied. The connection writes the copies one after the other, and the request ends
 * after the last of them.
 */
final class WriteBehindResponse extends Response.Wrapper {
    private static final int PIECE_BYTES = 32 * 1024;
    private static final int MAX_HELD_BYTES = 1024 * 1024;
    /** A response that holds more counts as large. */
    private static final int SMALL_BYTES = 128 * 1024;
    /** The client has this time to read the rest of a complete response, and one second more for each {@link #MIN_BYTES_PER_SECOND}. */
    private static final long MIN_SECONDS = 10;

    private static final int MIN_BYTES_PER_SECOND = 2_000;

    private final WriteBehindHandler memory;
    private final Callback whole;
    private final Writer writer = new Writer();
    private final Object lock = new Object();
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private int held;
    private boolean ended;
    private boolean answered;
    private @Nullable Throwable failure;
    private Scheduler.@Nullable Task cutOff;

    /** @param written called when the content was written or cannot be written */
    private record Piece(boolean last, ByteBuffer content, Callback written) {}

    /** @param whole callback of the request, called when everything is written */
    WriteBehindResponse(WriteBehindHandler memory, Request request, Response response, Callback whole) {
        super(request, response);
        this.memory = memory;
        this.whole = whole;
    }

    /** What the handler of the request calls instead of the callback of the request. */
    Callback completion() {
        return Callback.from(this::end, this::fail);
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback caller) {
        ByteBuffer rest = content == null ? BufferUtil.EMPTY_BUFFER : content;
        boolean room = true;
        while (room && rest.remaining() > PIECE_BYTES) {
            ByteBuffer part = rest.slice().limit(PIECE_BYTES);
            room = writeCopy(false, part, Callback.NOOP);
            rest.position(rest.position() + part.position());
        }
        if (!room || !writeCopy(last, rest, caller)) {
            writeAndWait(last, rest, caller);
        }
    }

    /** Writes a copy and completes the caller's callback at once. Returns false and does nothing if there is no memory for the copy. */
    private boolean writeCopy(boolean last, ByteBuffer content, Callback caller) {
        int length = content.remaining();
        synchronized (lock) {
            if (length > 0
                    && (held + length > MAX_HELD_BYTES || !memory.reserve(length, held + length > SMALL_BYTES))) {
                return false;
            }
            held += length;
        }
        RetainableByteBuffer.Mutable copy = getRequest()
                .getComponents()
                .getByteBufferPool()
                .acquire(
                        length,
                        getRequest()
                                .getConnectionMetaData()
                                .getHttpConfiguration()
                                .isUseOutputDirectByteBuffers());
        copy.append(content);
        Throwable failed = add(new Piece(last, copy.getByteBuffer(), Callback.from(() -> release(copy, length))));
        if (failed == null) {
            caller.succeeded();
        } else {
            caller.failed(failed);
        }
        return true;
    }

    private void release(RetainableByteBuffer copy, int length) {
        copy.release();
        memory.release(length);
        synchronized (lock) {
            held -= length;
        }
    }

    private void writeAndWait(boolean last, ByteBuffer content, Callback caller) {
        if (memory.mayWait()) {
            add(new Piece(last, content, Callback.from(caller, memory::waited)));
        } else {
            // Jetty does not log an EofException
            EofException tooMany = new EofException("too many clients read slowly");
            writer.abort(tooMany);
            caller.failed(tooMany);
        }
    }

    /** Writes a piece after those before it. Returns why it cannot be written, or null. */
    private @Nullable Throwable add(Piece piece) {
        Throwable failed;
        synchronized (lock) {
            failed = failure;
            if (failed == null) {
                pieces.add(piece);
            }
        }
        if (failed == null) {
            writer.iterate();
        } else {
            piece.written().failed(failed);
        }
        return failed;
    }

    private void end() {
        Throwable failed;
        synchronized (lock) {
            ended = true;
            failed = failure;
        }
        if (failed != null) {
            answer(failed);
            return;
        }
        writer.iterate();
        synchronized (lock) {
            if (!answered) {
                cutOff = getRequest()
                        .getComponents()
                        .getScheduler()
                        .schedule(
                                () -> fail(new TimeoutException("the client reads too slowly")),
                                MIN_SECONDS + held / MIN_BYTES_PER_SECOND,
                                TimeUnit.SECONDS);
            }
        }
    }

    private void fail(Throwable cause) {
        writer.abort(cause);
        answer(cause);
    }

    private void answer(@Nullable Throwable failed) {
        Scheduler.Task task;
        synchronized (lock) {
            if (answered) {
                return;
            }
            answered = true;
            task = cutOff;
        }
        if (task != null) {
            task.cancel();
        }
        if (failed == null) {
            whole.succeeded();
        } else {
            whole.failed(failed);
        }
    }

    private void writeThrough(Piece piece, Callback callback) {
        super.write(piece.last(), piece.content(), callback);
    }

    private final class Writer extends IteratingCallback {
        private @Nullable Piece current;

        @Override
        protected Action process() {
            Piece next;
            synchronized (lock) {
                next = pieces.poll();
                current = next;
                if (next == null) {
                    return ended ? Action.SUCCEEDED : Action.IDLE;
                }
            }
            writeThrough(next, this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onSuccess() {
            Piece written = current;
            current = null;
            if (written != null) {
                written.written().succeeded();
            }
        }

        @Override
        protected void onCompleteSuccess() {
            answer(null);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            Deque<Piece> lost = new ArrayDeque<>();
            boolean done;
            synchronized (lock) {
                failure = cause;
                done = ended;
                if (current != null) {
                    lost.add(current);
                    current = null;
                }
                lost.addAll(pieces);
                pieces.clear();
            }
            lost.forEach(piece -> piece.written().failed(cause));
            if (done) {
                answer(cause);
            }
        }
    }
}
