package org.souk.derby.server.internal;

/** The disk has too little room for the database. */
final class NoRoomException extends Exception {
    private static final long serialVersionUID = 1L;

    NoRoomException(String message) {
        super(message);
    }
}
