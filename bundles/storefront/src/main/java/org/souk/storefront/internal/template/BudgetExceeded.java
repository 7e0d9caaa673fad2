package org.souk.storefront.internal.template;

/** Ends a rendering that exceeds its {@link RenderBudget}. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BudgetExceeded(String message) {
        super(message, null, false, false);
    }
}
