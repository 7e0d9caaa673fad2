package org.souk.deployer.internal.read;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.money.Money;
import org.souk.common.country.Countries;
import org.souk.deployer.internal.read.text.AmountParser;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/** Reads taxes and shipping methods from {@code catalog.yaml}. */
final class TaxAndShippingReader {
    static final Function<String, String> ID =
            YamlNode.matching("[a-z0-9][a-z0-9-]{0,62}", "is no id; write lower-case letters, digits and hyphens");

    private TaxAndShippingReader() {}

    static TaxSettings tax(YamlMap top) {
        YamlMap m = top.map("tax", CatalogKeys.TAX);
        return new TaxSettings(
                m.bool("included", true),
                m.maps("rates", CatalogKeys.RATE)
                        .flatMap(rate -> rate(rate).stream())
                        .toList());
    }

    private static Optional<TaxSettings.Rate> rate(YamlMap m) {
        Optional<String> country = m.require("country", "GB", text -> text.equals("*") ? text : country(text));
        Optional<BigDecimal> percent = m.require("percent", "20", TaxAndShippingReader::percent);
        String name = m.get("name").flatMap(n -> n.line(60)).orElse("Tax");
        return country.flatMap(c -> percent.map(p -> new TaxSettings.Rate(c, name, p)));
    }

    private static String country(String text) {
        if (!Countries.contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is no country; "
                    + Countries.suggestion(text)
                            .map(code -> "did you mean " + code + "?")
                            .orElse("write two capital letters of ISO 3166, like GB"));
        }
        return text;
    }

    private static BigDecimal percent(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,4})?") || new BigDecimal(text).compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no percentage; write a number from 0 to 100, like 20");
        }
        return new BigDecimal(text);
    }

    static List<ShippingMethod> shipping(YamlMap top, Currency currency) {
        List<ShippingMethod> methods = top.maps("shipping", CatalogKeys.SHIPPING)
                .flatMap(m -> method(m, currency).stream())
                .toList();
        distinct(top, "shipping", methods.stream().map(ShippingMethod::id).toList());
        return methods.isEmpty()
                ? List.of(new ShippingMethod("standard", "Standard", Money.zero(currency), null, Set.of()))
                : methods;
    }

    private static Optional<ShippingMethod> method(YamlMap m, Currency currency) {
        Optional<String> id = m.require("id", "standard", ID);
        Optional<Money> price = m.require("price", "\"3.95\"", text -> AmountParser.read("the price", text, currency));
        Optional<Money> freeFrom = m.parsed("freeFrom", text -> AmountParser.read("the amount", text, currency));
        Set<String> countries = m.list("countries").stream()
                .flatMap(n -> n.parsed(TaxAndShippingReader::country).stream())
                .collect(Collectors.toSet());
        String name = m.get("name").flatMap(n -> n.line(100)).orElse(id.orElse(""));
        return id.flatMap(i -> price.map(p -> new ShippingMethod(i, name, p, freeFrom.orElse(null), countries)));
    }

    static void distinct(YamlMap top, String key, List<String> ids) {
        Set<String> seen = new HashSet<>();
        ids.stream().filter(id -> !seen.add(id)).distinct().forEach(id -> top.get(key)
                .ifPresent(node -> node.error("'" + id + "' appears twice in '" + key + "'; give each its own id")));
    }
}
