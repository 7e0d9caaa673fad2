package org.souk.derby.server.internal;

/** The disk has too little space for the database. */
final class InsufficientSpaceException extends Exception {
    private static final long serialVersionUID = 1L;

    InsufficientSpaceException(String message) {
        super(message);
    }
}
