package org.souk.persistence.internal.transaction;

import java.sql.SQLException;

/** The work of one transaction. It may run again, after a conflict or a lost connection. */
@FunctionalInterface
public interface TransactionWork<T> {
    T execute(UnitOfWork unit) throws SQLException;
}
