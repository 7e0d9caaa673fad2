package org.souk.persistence.internal.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerId;
import org.souk.api.store.CustomerStore.Account;
import org.souk.persistence.internal.entity.CustomerRow;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * The rows of customers. Entities look up and create accounts; SQL does what involves sessions or locks the row. A transaction locks these
 * rows before those of sessions and sign-ins.
 */
final class CustomerRows {
    private final UnitOfWork unit;
    private final Sql sql;

    CustomerRows(UnitOfWork unit) {
        this.unit = unit;
        this.sql = unit.sql();
    }

    Optional<Account> find(String realm, String address) {
        return unit
                .entities()
                .createQuery(
                        "SELECT c FROM CustomerRow c WHERE c.realm = :realm AND c.address = :address",
                        CustomerRow.class)
                .setParameter("realm", realm)
                .setParameter("address", address)
                .getResultList()
                .stream()
                .findFirst()
                .map(CustomerRow::toAccount);
    }

    /** The account of a session that has not expired. */
    Optional<Account> signedIn(String realm, String catalog, String session) throws SQLException {
        return sql.first(
                "SELECT c.customer_id, c.email, c.registered_at, c.password_hash FROM customers c"
                        + " JOIN sign_ins s ON s.customer_id = c.customer_id"
                        + " WHERE s.catalog = ? AND s.session_key = ? AND s.expires_at > souk_millis() AND c.realm = ?",
                CustomerRows::account,
                catalog,
                session,
                realm);
    }

    boolean isOf(String realm, String customer) throws SQLException {
        return sql.exists("SELECT 1 FROM customers WHERE customer_id = ? AND realm = ?", customer, realm);
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new Customer(new CustomerId(row.getString(1)), row.getString(2), Instant.ofEpochMilli(row.getLong(3))),
                row.getString(4));
    }

    /** Inserts a customer. If two transactions insert the same address, one of them fails and runs again. */
    Account insert(String realm, String address, Account wanted) throws SQLException {
        CustomerRow row = new CustomerRow(realm, address, wanted, sql.millis());
        unit.entities().persist(row);
        unit.entities().flush();
        return row.toAccount();
    }

    /** Locks the customer until the transaction ends; false if the password has changed. */
    boolean lock(Account account) throws SQLException {
        return setPassword(account, account.hash());
    }

    /** Sets the password, or returns false if it is no longer the one of the account. */
    boolean setPassword(Account account, String hash) throws SQLException {
        return sql.update(
                        "UPDATE customers SET password_hash = ? WHERE customer_id = ? AND password_hash = ?",
                        ColumnLimits.exactly("hash", hash, 200),
                        account.customer().id().value(),
                        account.hash())
                > 0;
    }
}
