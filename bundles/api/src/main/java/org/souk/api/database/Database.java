package org.souk.api.database;

import org.osgi.annotation.versioning.ProviderType;

/** The shared database as operators see it. */
@ProviderType
public interface Database {
    /** How it is, from memory. */
    Status status();

    /**
     * How it is.
     *
     * @param url without user and password
     * @param product name and version, empty until connected
     * @param reachable whether calls get through at the moment
     * @param schema number of the last migration applied, 0 until connected
     * @param detail what an operator should know, may be empty
     */
    record Status(String url, String product, boolean reachable, int schema, String detail) {}
}
