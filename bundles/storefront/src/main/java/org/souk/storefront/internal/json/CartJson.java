package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartLine;
import org.souk.api.order.Shortage;

final class CartJson {
    private CartJson() {}

    static ObjectNode cart(Cart cart) {
        ObjectNode node = Json.object();
        ArrayNode lines = node.putArray("lines");
        cart.lines().forEach(line -> lines.add(line(line)));
        node.put("itemCount", cart.itemCount());
        node.set("subtotal", Json.money(cart.subtotal()));
        node.set("discount", Json.money(cart.discount()));
        node.set("shipping", Json.money(cart.shipping()));
        node.set("tax", Json.money(cart.tax()));
        node.put("taxIncluded", cart.taxIncluded());
        node.set("total", Json.money(cart.total()));
        node.put("version", cart.version());
        cart.coupon().ifPresent(coupon -> node.set("coupon", coupon(coupon)));
        return node;
    }

    static ObjectNode shortage(Shortage shortage) {
        return Json.object()
                .put("sku", shortage.sku().value())
                .put("requested", shortage.requested())
                .put("available", shortage.available());
    }

    private static ObjectNode coupon(CartCoupon coupon) {
        ObjectNode node = Json.object();
        node.put("code", coupon.code().value());
        node.put("name", coupon.name());
        coupon.problem().ifPresent(problem -> node.put("problem", name(problem)));
        return node;
    }

    private static ObjectNode line(CartLine line) {
        ObjectNode node = Json.object();
        node.put("id", line.id().value());
        node.put("sku", line.sku().value());
        node.put("title", line.title());
        if (!line.handle().isEmpty()) {
            node.put("handle", line.handle());
        }
        node.put("quantity", line.quantity());
        node.set("unitPrice", Json.money(line.unitPrice()));
        node.set("lineTotal", Json.money(line.lineTotal()));
        node.put("available", line.available());
        line.problem().ifPresent(problem -> node.put("problem", word(problem)));
        return node;
    }

    /** The word for a problem in the contract of the API. */
    private static String word(CartLine.Problem problem) {
        return switch (problem) {
            case GONE -> "gone";
            case OUT_OF_STOCK -> "out-of-stock";
            case PRICE_CHANGED -> "price-changed";
            case RESERVED -> "held";
        };
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
