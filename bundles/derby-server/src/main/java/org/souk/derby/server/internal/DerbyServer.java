package org.souk.derby.server.internal;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.derby.drda.NetworkServerControl;

/** One run of Derby: engine, database, network server. Derby has one engine in a JVM, so there is one of these at a time. */
final class DerbyServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final DerbyEngine engine;
    private final NetworkServerControl control;

    private DerbyServer(DerbyEngine engine, NetworkServerControl control) {
        this.engine = engine;
        this.control = control;
    }

    /**
     * Starts it, makes the database where there is none, and returns when it answers.
     *
     * @throws PortBusyException if something else listens there
     */
    static DerbyServer start(DerbySettings settings) throws Exception {
        InetAddress address = InetAddress.getByName(settings.host());
        requireFree(address, settings);
        try (ContextClassLoader ignored = ContextClassLoader.of(NetworkServerControl.class)) {
            DerbyEngine engine = DerbyEngine.start(settings);
            try {
                return new DerbyServer(engine, listen(address, settings));
            } catch (Exception e) {
                engine.close();
                throw e;
            }
        }
    }

    private static NetworkServerControl listen(InetAddress address, DerbySettings settings) throws Exception {
        NetworkServerControl control =
                new NetworkServerControl(address, settings.port(), settings.user(), settings.password());
        StringWriter console = new StringWriter();
        control.start(new PrintWriter(console, true));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                control.ping();
                return control;
            } catch (Exception e) {
                if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                    throw new IOException(
                            "the database does not answer: "
                                    + console.toString().strip(),
                            e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static void requireFree(InetAddress address, DerbySettings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, settings.port()));
        } catch (IOException e) {
            throw new PortBusyException(settings.host(), settings.port(), e);
        }
    }

    /** The database's folder. */
    Path database() {
        return engine.folder();
    }

    /** To the database itself, past the network. */
    Connection connect() throws SQLException {
        return engine.connect(DerbyEngine.NAME);
    }

    /** Hears nobody any more; the engine is the caller's to close then. */
    DerbyEngine hush() throws SQLException {
        try (ContextClassLoader ignored = ContextClassLoader.of(NetworkServerControl.class)) {
            control.shutdown();
            return engine;
        } catch (Exception e) {
            throw new SQLException("the network server did not stop", e);
        }
    }

    /** Whether it answers. */
    boolean answers() {
        try {
            control.ping();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /** First the server, so that nobody is inside, then the engine, which writes everything down. */
    @Override
    public void close() throws SQLException {
        try {
            hush();
        } finally {
            engine.close();
        }
    }
}
