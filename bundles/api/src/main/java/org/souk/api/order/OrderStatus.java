package org.souk.api.order;

/** Where an order is. */
public enum OrderStatus {
    /** Placed, to be paid by invoice. */
    PLACED,
    /** Paid. */
    PAID,
    /** Called off; its pieces are back in stock. */
    CANCELLED,
    /** The money went back. */
    REFUNDED
}
