package org.souk.persistence.internal.customer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerId;
import org.souk.api.store.CustomerStore.Account;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;

/** The rows of customers. They are locked before those of sessions and sign-ins. */
final class CustomerRows {
    static final int MAX_ADDRESS = 254;

    private static final String ACCOUNT =
            "SELECT c.customer_id, c.email, c.registered_at, c.password_hash FROM customers c";

    private final Sql sql;

    CustomerRows(Sql sql) {
        this.sql = sql;
    }

    Optional<Account> find(String realm, String address) throws SQLException {
        return sql.first(ACCOUNT + " WHERE c.realm = ? AND c.address = ?", CustomerRows::account, realm, address);
    }

    /** The account of a session that has not expired. */
    Optional<Account> signedIn(String realm, String catalog, String session) throws SQLException {
        return sql.first(
                ACCOUNT + " JOIN sign_ins s ON s.customer_id = c.customer_id"
                        + " WHERE s.catalog = ? AND s.session_key = ? AND s.expires_at > souk_millis() AND c.realm = ?",
                CustomerRows::account,
                catalog,
                session,
                realm);
    }

    boolean isOf(String realm, String customer) throws SQLException {
        return sql.first("SELECT 1 FROM customers WHERE customer_id = ? AND realm = ?", row -> true, customer, realm)
                .isPresent();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new Customer(new CustomerId(row.getString(1)), row.getString(2), Instant.ofEpochMilli(row.getLong(3))),
                row.getString(4));
    }

    /** Of two concurrent inserts of one address one fails, and its transaction is retried. */
    Account insert(String realm, String address, Account wanted) throws SQLException {
        long now = sql.millis();
        Customer customer = wanted.customer();
        sql.update(
                "INSERT INTO customers (customer_id, realm, address, email, password_hash, registered_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                customer.id().value(),
                ColumnLimits.exactly("realm", realm, 80),
                address,
                ColumnLimits.exactly("email", customer.email(), MAX_ADDRESS),
                ColumnLimits.exactly("hash", wanted.hash(), 200),
                now);
        return new Account(new Customer(customer.id(), customer.email(), Instant.ofEpochMilli(now)), wanted.hash());
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
