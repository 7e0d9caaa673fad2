package org.souk.storefront.internal.template;

import org.jspecify.annotations.Nullable;

/** Ends a rendering that exceeds its {@link RenderBudget}. */
final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean causedByTemplate;
    private @Nullable String file;
    private int line;

    /** @param causedByTemplate whether the template itself is the cause, so that the next attempt would fail too; false for a busy machine */
    BudgetExceeded(String message, boolean causedByTemplate) {
        super(message, null, false, false);
        this.causedByTemplate = causedByTemplate;
    }

    boolean causedByTemplate() {
        return causedByTemplate;
    }

    /** Records where the template was. Only the first call counts, because it comes from the innermost body. */
    void at(String template, int number) {
        if (file == null) {
            file = template;
            line = number;
        }
    }

    String file(String otherwise) {
        return file == null || file.isEmpty() ? otherwise : file;
    }

    int line() {
        return line;
    }
}
