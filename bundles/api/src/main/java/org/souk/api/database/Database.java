package org.souk.api.database;

import org.osgi.annotation.versioning.ProviderType;

/** Tells operators the state of the shared database. */
@ProviderType
public interface Database {
    /** Returns the current state from memory; never waits for the database. */
    Status status();

    /**
     * The state of the database.
     *
     * @param url JDBC URL without user and password
     * @param product name and version of the database; empty until connected
     * @param reachable whether calls to the database currently succeed
     * @param schema number of the last migration (change to the tables) that was applied; 0 until connected
     * @param detail a hint for operators; may be empty
     */
    record Status(String url, String product, boolean reachable, int schema, String detail) {}
}
