package org.souk.api.catalog;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Canonical;
import org.souk.api.host.HostPattern;
import org.souk.common.text.TextNormalizer;

/**
 * The settings of a shop: the content of {@code catalog.yaml}. Immutable.
 *
 * @param name the shop's name, not blank
 * @param tagline one line, may be empty
 * @param description a paragraph, may be empty
 * @param hosts at least one, without duplicates; includes the canonical host
 * @param canonicalOrNull the address that the other hosts redirect to, or null
 * @param currency of all prices
 * @param locale of all texts
 * @param timezone in which times are shown
 * @param contact how shoppers reach the merchant
 * @param sessionLifetime how long a session lasts after the shopper's last change, 1 to 365 days
 * @param orders how orders are numbered
 * @param tax tax rates; {@link TaxSettings#NONE} for no tax
 * @param shipping at least one; the first is the default
 * @param payments at least one; the first is the default
 * @param theme the shop's design
 * @param customerGroupOrNull the group of shops with which the shop asks to share customers, or null
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
        ZoneId timezone,
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

    /** Order numbers are the prefix (0 to 16 letters, digits or hyphens) and a counter from {@code start}, which is 1 or more. */
    public record OrderNumbering(String prefix, long start) {}

    /** A payment method of the shop. {@code method} names the gateway ({@code invoice} is built in); shoppers see the other texts. */
    public record PaymentMethod(String method, String name, String instructions) {}

    /** @throws IllegalArgumentException if the name is blank, or there is no host, shipping method or payment method */
    public ShopSettings {
        hosts = List.copyOf(hosts);
        shipping = List.copyOf(shipping);
        payments = List.copyOf(payments);
        coupons = Map.copyOf(coupons);
        if (TextNormalizer.isBlank(name) || hosts.isEmpty() || shipping.isEmpty() || payments.isEmpty()) {
            throw new IllegalArgumentException("a shop has a name, a host, a delivery and a payment method");
        }
    }

    /** Returns the group of shops with which the shop asks to share customers; empty if it asks for none. */
    public Optional<CustomerGroup> customerGroup() {
        return Optional.ofNullable(customerGroupOrNull);
    }

    /** Returns the address that the other hosts redirect to; empty if there is none. */
    public Optional<Canonical> canonical() {
        return Optional.ofNullable(canonicalOrNull);
    }
}
