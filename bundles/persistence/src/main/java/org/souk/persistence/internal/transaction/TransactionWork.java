package org.souk.persistence.internal.transaction;

import java.sql.SQLException;

/** What is done in one transaction; done again when the database asks for it. */
@FunctionalInterface
public interface TransactionWork<T> {
    /** Does it. */
    T in(UnitOfWork unit) throws SQLException;
}
