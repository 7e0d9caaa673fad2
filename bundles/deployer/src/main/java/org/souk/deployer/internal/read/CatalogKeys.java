package org.souk.deployer.internal.read;

import java.util.Set;

/** The keys of {@code catalog.yaml} and {@code collections.yaml}. A test compares them with the published JSON Schema. */
final class CatalogKeys {
    static final Set<String> TOP = Set.of(
            "id",
            "name",
            "version",
            "hosts",
            "canonical",
            "currency",
            "locale",
            "timezone",
            "tagline",
            "description",
            "contact",
            "session",
            "customers",
            "orders",
            "tax",
            "shipping",
            "payments",
            "theme",
            "coupons");
    static final Set<String> CONTACT = Set.of("email", "phone", "address");
    static final Set<String> SESSION = Set.of("days");
    static final Set<String> CUSTOMERS = Set.of("group");
    static final Set<String> ORDERS = Set.of("prefix", "start");
    static final Set<String> TAX = Set.of("included", "rates");
    static final Set<String> RATE = Set.of("country", "name", "percent");
    static final Set<String> SHIPPING = Set.of("id", "name", "price", "freeFrom", "countries");
    static final Set<String> PAYMENT = Set.of("method", "name", "instructions");
    static final Set<String> COUPON = Set.of("code", "name", "percent", "amount", "minimum", "from", "until", "uses");
    static final Set<String> THEME =
            Set.of("colors", "fonts", "radius", "logo", "favicon", "hero", "stylesheet", "layout");
    static final Set<String> COLORS =
            Set.of("primary", "onPrimary", "background", "surface", "text", "muted", "accent", "border");
    static final Set<String> FONTS = Set.of("heading", "body");
    static final Set<String> HERO = Set.of("title", "text", "image", "link", "button");

    static final Set<String> COLLECTION =
            Set.of("handle", "title", "description", "image", "types", "tags", "products");

    private CatalogKeys() {}
}
