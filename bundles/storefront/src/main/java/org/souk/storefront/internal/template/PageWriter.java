package org.souk.storefront.internal.template;

import java.io.Writer;

/** Collects the text of a page, a macro or a block, and gives the compiled template access to the budget while it writes. */
final class PageWriter extends Writer {
    private final StringBuilder text;
    private final RenderBudget budget;
    private final boolean page;

    /** @param page true for a whole page, false for the text of a macro or block, which the template can keep in a variable */
    PageWriter(RenderBudget budget, boolean page) {
        this.text = new StringBuilder(page ? 16 * 1024 : 256);
        this.budget = budget;
        this.page = page;
    }

    RenderBudget budget() {
        return budget;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        count(length);
        text.append(chars, offset, length);
    }

    @Override
    public void write(String string, int offset, int length) {
        count(length);
        text.append(string, offset, offset + length);
    }

    @Override
    public void flush() {
        // all text is in memory
    }

    @Override
    public void close() {
        // nothing to close
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void count(int more) {
        if (page) {
            budget.addOutput(more);
        } else {
            budget.addText(more);
        }
    }
}
