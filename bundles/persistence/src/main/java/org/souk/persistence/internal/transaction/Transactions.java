package org.souk.persistence.internal.transaction;

/** Runs transactions on the shared database. Stores use it, and no other code opens a connection. */
public interface Transactions {
    /**
     * Runs the work in a transaction, on one of a fixed number of threads.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException at once while the database is known to be unavailable, and at the deadline
     */
    <T> T run(DatabaseCall task, TransactionWork<T> work);

    /** Runs work that may run again, with the usual deadline. */
    default <T> T repeatable(String name, TransactionWork<T> work) {
        return run(DatabaseCall.repeatable(name), work);
    }

    /** Runs work that may run again, with the usual deadline, on behalf of a shop or session. */
    default <T> T repeatable(String name, DatabaseShare share, TransactionWork<T> work) {
        return run(DatabaseCall.repeatable(name).forShare(share), work);
    }
}
