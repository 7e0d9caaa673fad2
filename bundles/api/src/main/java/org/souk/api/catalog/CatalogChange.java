package org.souk.api.catalog;

/** What came of a change that an operator asked for. */
public sealed interface CatalogChange {
    /** It is done, written down and served. */
    record Done(CatalogStatus status) implements CatalogChange {}

    /**
     * Nothing changed.
     *
     * @param reason one sentence: what is in the way, and what to do
     */
    record Refused(String reason) implements CatalogChange {}
}
