package org.souk.persistence.internal.transaction;

/** The one way to the database. */
public interface Transactions {
    /**
     * Does the work in a transaction on one of few threads.
     *
     * @throws org.souk.api.database.DatabaseUnavailableException at once while the database is known to be away, and at the deadline
     */
    <T> T run(DatabaseCall task, TransactionWork<T> work);
}
