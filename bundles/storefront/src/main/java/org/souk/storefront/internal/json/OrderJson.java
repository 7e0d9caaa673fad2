package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.OrderStatus;

final class OrderJson {
    private OrderJson() {}

    /** The response to a successful checkout. */
    static ObjectNode receipt(Order order, String token) {
        ObjectNode node = Json.object();
        node.put("number", order.number().value());
        node.put("token", token);
        node.put("status", status(order.status()));
        node.set("total", Json.money(order.details().total()));
        return node;
    }

    static ObjectNode order(Order order) {
        Order.Details details = order.details();
        ObjectNode node = Json.object();
        node.put("number", order.number().value());
        node.put("status", status(order.status()));
        node.put("placedAt", order.placedAt().toString());
        node.put("email", details.email());
        node.set("shippingAddress", address(details.shippingAddress()));
        node.put("shippingMethod", details.shippingMethod());
        node.putObject("payment").put("method", details.paymentMethod());
        ArrayNode lines = node.putArray("lines");
        details.lines().forEach(line -> {
            ObjectNode item = lines.addObject();
            item.put("sku", line.sku().value());
            item.put("title", line.title());
            item.put("quantity", line.quantity());
            item.set("unitPrice", Json.money(line.unitPrice()));
            item.set("lineTotal", Json.money(line.lineTotal()));
        });
        node.set("subtotal", Json.money(details.subtotal()));
        node.set("discount", Json.money(details.discount()));
        node.set("shipping", Json.money(details.shipping()));
        node.set("tax", Json.money(details.tax()));
        node.put("taxIncluded", details.taxIncluded());
        node.set("total", Json.money(details.total()));
        details.coupon().ifPresent(coupon -> node.put("coupon", coupon.value()));
        return node;
    }

    private static ObjectNode address(Address address) {
        return Json.object()
                .put("name", address.name())
                .put("line1", address.line1())
                .put("line2", address.line2())
                .put("city", address.city())
                .put("region", address.region())
                .put("postcode", address.postcode())
                .put("country", address.country());
    }

    private static String status(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
