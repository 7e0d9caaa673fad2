package org.souk.storefront.internal.theme;

import java.io.Writer;

/** Collects a page, and carries its budget to the nodes that write it. */
final class PageWriter extends Writer {
    private final StringBuilder page = new StringBuilder(16 * 1024);
    private final Budget budget;

    PageWriter(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    @Override
    public void write(int c) {
        budget.wrote(page.length() + 1L);
        page.append((char) c);
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        budget.wrote((long) page.length() + length);
        page.append(chars, offset, length);
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void write(String text, int offset, int length) {
        budget.wrote((long) page.length() + length);
        page.append(text, offset, offset + length);
    }

    @Override
    public void flush() {
        // everything is in memory
    }

    @Override
    public void close() {
        // nothing is open
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
