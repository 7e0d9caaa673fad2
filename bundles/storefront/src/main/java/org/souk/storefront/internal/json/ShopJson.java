package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.storefront.internal.web.Exchange;

final class ShopJson {
    private ShopJson() {}

    static ObjectNode shop(Exchange exchange) {
        Catalog catalog = exchange.catalog();
        ShopSettings settings = catalog.settings();
        ObjectNode node = Json.object();
        node.put("id", catalog.id().value());
        node.put("name", settings.name());
        node.put("version", catalog.version());
        node.put("currency", catalog.currency().getCurrencyCode());
        node.put("locale", catalog.locale().toLanguageTag());
        node.put("timezone", catalog.timezone().getId());
        node.put("url", exchange.baseUrl() + "/");
        node.put("tagline", settings.tagline());
        node.put("description", settings.description());
        node.put("products", catalog.products().size());
        node.put("taxIncluded", settings.tax().included());
        node.putObject("contact")
                .put("email", settings.contact().email())
                .put("phone", settings.contact().phone())
                .put("address", settings.contact().address());
        ArrayNode collections = node.putArray("collections");
        catalog.collections().forEach(collection -> collections
                .addObject()
                .put("handle", collection.handle())
                .put("title", collection.title())
                .put("products", collection.products().size()));
        ArrayNode shipping = node.putArray("shippingMethods");
        settings.shipping().forEach(method -> shipping.add(method(method)));
        ArrayNode payments = node.putArray("paymentMethods");
        settings.payments().forEach(payment -> payments.addObject()
                .put("method", payment.method())
                .put("name", payment.name())
                .put("instructions", payment.instructions()));
        return node;
    }

    private static ObjectNode method(ShippingMethod method) {
        ObjectNode node = Json.object().put("id", method.id()).put("name", method.name());
        node.set("price", Json.money(method.price()));
        method.freeFrom().ifPresent(from -> node.set("freeFrom", Json.money(from)));
        if (!method.countries().isEmpty()) {
            ArrayNode countries = node.putArray("countries");
            method.countries().stream().sorted().forEach(countries::add);
        }
        return node;
    }
}
