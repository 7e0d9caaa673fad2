package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.souk.api.customer.Customer;
import org.souk.api.customer.CustomerId;
import org.souk.api.store.CustomerStore.Account;
import org.souk.persistence.internal.sql.ColumnLimits;

/**
 * A customer's account. A realm is the set of shops that share accounts. SQL changes the password, because it must compare the old one
 * under the lock of the row.
 */
@Entity
@Table(name = "customers")
public class CustomerRow {
    private static final int MAX_ADDRESS = 254;

    @Id
    @Column(name = "customer_id")
    private String id = "";

    private String realm = "";
    private String address = "";
    private String email = "";

    @Column(name = "password_hash")
    private String passwordHash = "";

    @Column(name = "registered_at")
    private long registeredAt;

    public CustomerRow() {}

    public CustomerRow(String realm, String address, Account account, long registeredAt) {
        this.id = account.customer().id().value();
        this.realm = ColumnLimits.exactly("realm", realm, 80);
        this.address = ColumnLimits.exactly("address", address, MAX_ADDRESS);
        this.email = ColumnLimits.exactly("email", account.customer().email(), MAX_ADDRESS);
        this.passwordHash = ColumnLimits.exactly("hash", account.hash(), 200);
        this.registeredAt = registeredAt;
    }

    public Account toAccount() {
        return new Account(new Customer(new CustomerId(id), email, Instant.ofEpochMilli(registeredAt)), passwordHash);
    }
}
