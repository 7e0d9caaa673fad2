package org.souk.persistence.internal.transaction;

import java.sql.SQLException;

/** The work of one transaction. It runs again after a conflict. */
@FunctionalInterface
public interface TransactionWork<T> {
    T execute(UnitOfWork unit) throws SQLException;
}
