package org.souk.storefront.internal.template;

/** A rendering has exceeded its budget. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetExceeded(String message) {
        super(message, null, false, false);
    }
}
