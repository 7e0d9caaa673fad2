package org.souk.api.catalog;

/** The result of a change to a catalog that an operator requested from {@link Catalogs}. */
public sealed interface CatalogChange {
    /** The change is stored and in effect. */
    record Done(CatalogStatus status) implements CatalogChange {}

    /** Nothing changed. The reason is one sentence: what prevents the change, and what to do. */
    record Refused(String reason) implements CatalogChange {}
}
