package org.souk.deployer.internal.route;

import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;

/** Why a catalog cannot have a host. All but {@link Held} and {@link PublicSuffix} end when the operator grants the host. */
public sealed interface HostConflict {
    /** Another catalog holds an equal entry. */
    record Held(CatalogId holder) implements HostConflict {}

    /** Another catalog holds a wildcard above it or, if it is a wildcard, an entry below it. */
    record Overlap(HostPattern other, CatalogId holder) implements HostConflict {}

    /** Requests arrive there that are meant for the machine or for the checkout of all shops. */
    record Restricted(Restriction restriction) implements HostConflict {}

    enum Restriction {
        /** {@code localhost} or {@code *.localhost}. */
        LOCAL,
        /** {@code address:…}. */
        ADDRESS,
        /** The host of {@code SOUK_CHECKOUT_URL}, or a wildcard above it. */
        CHECKOUT
    }

    /** The operator lists the hosts of the catalog, and this one is not among them. */
    record Unlisted() implements HostConflict {}

    /** It is a wildcard below a public suffix, such as {@code *.co.uk}: the names below belong to different owners. */
    record PublicSuffix() implements HostConflict {}
}
