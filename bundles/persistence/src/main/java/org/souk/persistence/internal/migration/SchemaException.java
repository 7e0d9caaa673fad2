package org.souk.persistence.internal.migration;

/** This container must not use the database with its current schema; an operator must act. */
public final class SchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
