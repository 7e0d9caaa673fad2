package org.souk.api.order;

/** Where an order is. */
public enum OrderStatus {
    /** Placed, to be paid by invoice. */
    PLACED,
    /** Paid. */
    PAID,
    /** Called off; its pieces are back in stock. If it was paid at a gateway, its money is back, or on the way. */
    CANCELLED,
    /** The money went back; its pieces stay sold. */
    REFUNDED
}
