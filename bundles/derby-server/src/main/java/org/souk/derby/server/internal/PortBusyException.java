package org.souk.derby.server.internal;

import java.io.IOException;

/** Another process listens on the port of the database. */
final class PortBusyException extends IOException {
    private static final long serialVersionUID = 1L;

    PortBusyException(String host, int port, Throwable cause) {
        super(
                "the database cannot listen on " + host + ":" + port
                        + ": the port is taken; set SOUK_DB_PORT to a free one, or SOUK_DB_SERVER=none to use the"
                        + " database of another container",
                cause);
    }
}
