package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The cart of a session. An order closes it; the next write gives it a new id, while its version runs on. */
@Entity
@Table(name = "carts")
public class CartRow {
    @EmbeddedId
    private SessionRef id = new SessionRef();

    @Column(name = "cart_id")
    private String cartId = "";

    @Column(name = "is_open")
    private int open;

    @Version
    @Column(name = "version")
    private long version;

    @Column(name = "changed_at")
    private long changedAt;

    @Column(name = "last_write")
    private String lastWrite = "";

    /** For OpenJPA. */
    public CartRow() {}

    /** A new one, open. */
    public CartRow(SessionRef id, String cartId) {
        this.id = id;
        this.cartId = cartId;
        this.open = 1;
    }

    /** Notes a write. */
    public void written(String mark, long at) {
        lastWrite = mark;
        changedAt = at;
    }

    /** Opens it under a new id, if it is closed. */
    public void reopen(String newCartId) {
        if (open == 0) {
            cartId = newCartId;
            open = 1;
        }
    }

    /** Becomes an order. */
    public void close() {
        open = 0;
    }

    /** Whether things can be put in. */
    public boolean isOpen() {
        return open != 0;
    }

    /** Unique until it is closed. */
    public String cartId() {
        return cartId;
    }

    /** Steps with every write. */
    public long version() {
        return version;
    }

    /** Random mark of the last write. */
    public String lastWrite() {
        return lastWrite;
    }
}
