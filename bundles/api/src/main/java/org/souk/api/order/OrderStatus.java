package org.souk.api.order;

/** The payment status of an order. */
public enum OrderStatus {
    /** Placed, to be paid by invoice. */
    PLACED,
    /** Paid through a gateway, or without anything to pay: its total is 0. */
    PAID,
    /** Cancelled: its items are back in stock. If a gateway took a payment, it has been or is being refunded. */
    CANCELLED,
    /** Refunded: the money was returned, but the items stay sold. */
    REFUNDED
}
