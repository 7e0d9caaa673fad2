package org.souk.derby.server.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.derby.drda.NetworkServerControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Derby: engine, database and network server. Derby has one engine in a JVM, so only one instance runs at a time. */
final class DerbyServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DerbyServer.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration WRITERS_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final DerbyEngine engine;
    private final NetworkServerControl control;

    private DerbyServer(DerbyEngine engine, NetworkServerControl control) {
        this.engine = engine;
        this.control = control;
    }

    /**
     * Starts Derby, creates the database if it does not exist, and returns when the server answers.
     *
     * @throws BindException if the port is in use
     */
    static DerbyServer start(DerbySettings settings) throws Exception {
        InetAddress address = InetAddress.getByName(settings.host());
        requireFree(address, settings);
        try (Closeable ignored = withDerbyClasses()) {
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
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try {
                control.ping();
                return control;
            } catch (Exception e) {
                if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                    throw new IOException(
                            "the database server does not answer: "
                                    + console.toString().strip(),
                            e);
                }
                LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            }
        }
    }

    private static void requireFree(InetAddress address, DerbySettings settings) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, settings.port()));
        } catch (IOException e) {
            BindException taken =
                    new BindException("the database cannot listen on " + settings.host() + ":" + settings.port()
                            + ": the port is taken; set SOUK_DB_PORT to a free one, or SOUK_DB_SERVER=none to use the"
                            + " database of another container");
            taken.initCause(e);
            throw taken;
        }
    }

    /**
     * Sets the context class loader of the thread to one that sees Derby, until the result is closed: Derby loads its modules through it,
     * and the default one in the container cannot see Derby.
     */
    private static Closeable withDerbyClasses() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(NetworkServerControl.class.getClassLoader());
        return () -> thread.setContextClassLoader(before);
    }

    Path database() {
        return engine.folder();
    }

    Connection connect() throws SQLException {
        return engine.connect(DerbyEngine.NAME);
    }

    /** Stops the network server. The caller must close the engine. */
    DerbyEngine stopListening() throws SQLException {
        try (Closeable ignored = withDerbyClasses()) {
            control.shutdown();
            return engine;
        } catch (Exception e) {
            throw new SQLException("the network server did not stop", e);
        }
    }

    private void awaitWriters() {
        long end = System.nanoTime() + WRITERS_TIMEOUT.toNanos();
        try (Closeable ignored = withDerbyClasses();
                Connection connection = connect();
                PreparedStatement writers = connection.prepareStatement(
                        "SELECT COUNT(*) FROM SYSCS_DIAG.TRANSACTION_TABLE WHERE FIRST_INSTANT IS NOT NULL")) {
            while (hasRows(writers) && System.nanoTime() < end) {
                LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            }
        } catch (IOException | SQLException e) {
            LOG.debug("The running transactions cannot be listed, so none is waited for", e);
        }
    }

    private static boolean hasRows(PreparedStatement count) throws SQLException {
        try (ResultSet rows = count.executeQuery()) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    boolean answers() {
        try {
            control.ping();
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /**
     * Stops the server before the engine, so that all connections are closed when the engine writes its checkpoint. Before that, waits for
     * transactions that write: the network server rolls them back while they still run, and if they create tables, the database cannot be
     * opened any more.
     */
    @Override
    public void close() throws SQLException {
        try {
            awaitWriters();
            stopListening();
        } finally {
            engine.close();
        }
    }
}
