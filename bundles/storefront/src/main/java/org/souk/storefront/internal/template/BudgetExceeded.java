package org.souk.storefront.internal.template;

/** A rendering used up what it may. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetExceeded(String message) {
        super(message, null, false, false);
    }
}
