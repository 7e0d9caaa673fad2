package org.souk.persistence.internal.migration;

/** The tables are not such as this container can work with; an operator must act. */
public final class SchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
