package org.souk.api.database;

import org.osgi.annotation.versioning.ProviderType;

/** The shared database, for operators. */
@ProviderType
public interface Database {
    /** The current state. Answers from memory and never waits for the database. */
    Status status();

    /**
     * The state of the database.
     *
     * @param url JDBC URL without user and password
     * @param product name and version of the database; empty until connected
     * @param reachable whether calls currently succeed
     * @param schema number of the last migration applied; 0 until connected
     * @param detail a hint for operators; may be empty
     */
    record Status(String url, String product, boolean reachable, int schema, String detail) {}
}
