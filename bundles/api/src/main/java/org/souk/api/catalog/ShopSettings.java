package org.souk.api.catalog;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Canonical;
import org.souk.api.host.HostPattern;

/**
 * What {@code catalog.yaml} says.
 *
 * @param name the shop's name, not blank
 * @param tagline one line, may be empty
 * @param description a paragraph, may be empty
 * @param hosts at least one, each once; the canonical host is among them
 * @param canonicalOrNull where the other hosts send the shopper, or null
 * @param currency of all prices
 * @param locale language of all texts
 * @param contact how shoppers reach the merchant
 * @param sessionLifetime from the last write, 1 to 365 days
 * @param orders how orders are numbered
 * @param tax what is charged, or nothing
 * @param shipping at least one; the first is the default
 * @param payments at least one; the first is the default
 * @param theme the look
 * @param customerGroupOrNull shops that it shares its customers with, or null: they are its own
 * @param coupons by code
 */
public record ShopSettings(
        String name,
        String tagline,
        String description,
        List<HostPattern> hosts,
        @Nullable Canonical canonicalOrNull,
        Currency currency,
        Locale locale,
        Contact contact,
        Duration sessionLifetime,
        OrderNumbering orders,
        TaxSettings tax,
        List<ShippingMethod> shipping,
        List<PaymentMethod> payments,
        Theme theme,
        @Nullable CustomerGroup customerGroupOrNull,
        Map<CouponCode, Coupon> coupons) {

    /** How shoppers reach the merchant; each may be empty. */
    public record Contact(String email, String phone, String address) {}

    /**
     * How orders are numbered: the prefix, then the counter's digits.
     *
     * @param prefix may be empty; at most 16 of letters, digits, hyphen
     * @param start the first number, 1 or more
     */
    public record OrderNumbering(String prefix, long start) {}

    /** A payment method the shop offers; {@code method} names the gateway, {@code invoice} is built in. */
    public record PaymentMethod(String method, String name, String instructions) {}

    /** Takes copies and checks that lists which need an entry have one. */
    public ShopSettings {
        hosts = List.copyOf(hosts);
        shipping = List.copyOf(shipping);
        payments = List.copyOf(payments);
        coupons = Map.copyOf(coupons);
        if (name.isBlank() || hosts.isEmpty() || shipping.isEmpty() || payments.isEmpty()) {
            throw new IllegalArgumentException("a shop has a name, a host, a delivery and a payment method");
        }
    }

    /** Shops that it wants to share its customers with; empty: they are its own. */
    public Optional<CustomerGroup> customerGroup() {
        return Optional.ofNullable(customerGroupOrNull);
    }

    /** Where the other hosts send the shopper. */
    public Optional<Canonical> canonical() {
        return Optional.ofNullable(canonicalOrNull);
    }
}
