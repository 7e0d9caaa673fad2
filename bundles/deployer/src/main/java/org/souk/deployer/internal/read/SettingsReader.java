package org.souk.deployer.internal.read;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CustomerGroup;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.ShopSettings.Contact;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.catalog.ShopSettings.PaymentMethod;
import org.souk.api.host.Canonical;
import org.souk.api.host.HostPattern;
import org.souk.common.country.Countries;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/** Reads the settings of a shop from {@code catalog.yaml}. */
final class SettingsReader {
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    private static final Function<String, String> ISOLATED = YamlNode.matching(
            "isolated", "is not known; write isolated, or {group: riding} to share them with other shops");

    private SettingsReader() {}

    static @Nullable ShopSettings read(
            YamlMap top,
            Optional<Canonical> canonical,
            Set<HostPattern> hosts,
            CatalogFiles files,
            SourceMetadata hints,
            Problems problems) {
        Optional<String> name = top.require("name", "The Tack Room").flatMap(node -> node.line(200));
        Optional<Currency> currency = top.require("currency", "GBP", SettingsReader::currency);
        Optional<Locale> locale = top.require("locale", "en-GB", SettingsReader::locale);
        Optional<ZoneId> timezone = top.parsed("timezone", SettingsReader::timezone);
        Contact contact = contact(top);
        int sessionDays = top.map("session", CatalogKeys.SESSION).integer("days", 1, 365, 30);
        Optional<CustomerGroup> group = group(top);
        OrderNumbering orders = orders(top);
        var tax = TaxAndShippingReader.tax(top);
        List<PaymentMethod> payments = payments(top, hints);
        var theme = ThemeReader.read(top, files);
        var shipping = currency.map(money -> TaxAndShippingReader.shipping(top, money));
        var coupons = currency.map(money -> CouponsReader.read(top, money));
        String tagline = top.line("tagline", 300);
        String description = top.text("description", 5000);
        // a required value that is missing was reported as an error, so below here all are present
        if (problems.refused()) {
            return null;
        }
        return new ShopSettings(
                name.orElseThrow(),
                tagline,
                description,
                List.copyOf(hosts),
                canonical.orElse(null),
                currency.orElseThrow(),
                locale.orElseThrow(),
                timezone.orElseGet(() -> Countries.zone(locale.orElseThrow().getCountry())),
                contact,
                Duration.ofDays(sessionDays),
                orders,
                tax,
                shipping.orElseThrow(),
                payments,
                theme,
                group.orElse(null),
                coupons.orElseThrow());
    }

    /** {@code customers: isolated}, or {@code customers: {group: riding}}. */
    private static Optional<CustomerGroup> group(YamlMap top) {
        Optional<YamlNode> customers = top.get("customers");
        if (customers.isPresent() && customers.get().node() instanceof ScalarNode) {
            customers.get().parsed(ISOLATED);
            return Optional.empty();
        }
        return customers
                .flatMap(node -> node.map(CatalogKeys.CUSTOMERS))
                .flatMap(map -> map.require("group", "riding", CustomerGroup::new));
    }

    private static Contact contact(YamlMap top) {
        YamlMap m = top.map("contact", CatalogKeys.CONTACT);
        return new Contact(m.line("email", 254), m.line("phone", 60), m.text("address", 500));
    }

    private static OrderNumbering orders(YamlMap top) {
        YamlMap m = top.map("orders", CatalogKeys.ORDERS);
        return new OrderNumbering(
                m.parsed("prefix", SettingsReader::prefix).orElse(""), m.whole("start", 1, 1_000_000_000_000L, 1));
    }

    private static String prefix(String text) {
        if (text.matches("[A-Za-z0-9-]{0,15}[0-9]")) {
            throw new IllegalArgumentException("the prefix '" + text
                    + "' ends in a digit, so its numbers could be those of another; end it with a letter or hyphen");
        }
        if (!text.matches("[A-Za-z0-9-]{1,16}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no prefix; write at most 16 letters, digits or hyphens");
        }
        return text;
    }

    private static List<PaymentMethod> payments(YamlMap top, SourceMetadata hints) {
        List<PaymentMethod> methods = top.maps("payments", CatalogKeys.PAYMENT)
                .flatMap(m -> m.require("method", "invoice", text -> method(text, hints)).stream()
                        .map(method -> new PaymentMethod(
                                method,
                                m.get("name").flatMap(n -> n.line(100)).orElse(method),
                                m.text("instructions", 2000))))
                .toList();
        TaxAndShippingReader.distinct(
                top, "payments", methods.stream().map(PaymentMethod::method).toList());
        return methods.isEmpty() ? List.of(new PaymentMethod("invoice", "Invoice", "")) : methods;
    }

    private static String method(String text, SourceMetadata hints) {
        if (!text.matches("[a-z0-9][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no payment method; write small letters, digits or hyphens, 41 at the most");
        }
        if (!text.equals("invoice") && !hints.gateways()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no payment method of this container; write invoice, or bring"
                            + " Java that provides a PaymentGateway for it");
        }
        return text;
    }

    private static Currency currency(String text) {
        Currency currency;
        try {
            currency = Currency.getInstance(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no currency; write three capital letters of ISO 4217, like GBP", e);
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("'" + text + "' is nothing to pay with; write a currency like GBP");
        }
        return currency;
    }

    private static Locale locale(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (LANGUAGES.contains(locale.getLanguage()) || locale.getLanguage().length() == 3) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("'" + text + "' is no language; write it like en-GB", e);
        }
        throw new IllegalArgumentException("'" + text + "' is no language; write it like en-GB");
    }

    private static ZoneId timezone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is no time zone; write one like Europe/London, or UTC");
        }
        return ZoneId.of(text);
    }
}
