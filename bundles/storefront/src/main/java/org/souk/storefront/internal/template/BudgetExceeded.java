package org.souk.storefront.internal.template;

final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetExceeded(String message) {
        super(message, null, false, false);
    }
}
