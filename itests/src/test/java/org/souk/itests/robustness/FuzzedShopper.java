package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.souk.itests.Shopper;

/** A shopper whose steps are all right ones, in random order, so that the cart and the orders are in every state; it knows their ids. */
final class FuzzedShopper {
    private static final String NOTHING = "6f1c2a";

    private final Shopper shopper;
    private final Random random;
    private final List<String> lines = new ArrayList<>(List.of(NOTHING));
    private final List<String> orders = new ArrayList<>(List.of("1?token=x"));
    private final List<String> keys = new ArrayList<>(List.of("", "k", "\u00e4", "x".repeat(300)));

    FuzzedShopper(Shopper shopper, Random random) {
        this.shopper = shopper;
        this.random = random;
    }

    String cookie() {
        return shopper.cookie().isEmpty() ? "souk=x" : shopper.cookie();
    }

    /** A key that was used, or a new one. */
    String key() {
        if (random.nextInt(3) == 0) {
            keys.add(UUID.randomUUID().toString());
        }
        return Fuzz.oneOf(random, keys);
    }

    /** A path of the API with its parameters filled in, mostly by what exists. */
    String path(String template) {
        String order = Fuzz.oneOf(random, orders);
        return template.replace("{id}", Fuzz.oneOf(random, lines))
                .replace("{number}", order.substring(0, order.indexOf('?')))
                .replace("{handle}", "item-" + random.nextInt(45))
                .replace("{method}", "invoice")
                .replaceAll("\\{\\w+}", "x")
                .concat(template.contains("{number}") ? order.substring(order.indexOf('?')) : "");
    }

    /** Right values for members of bodies by their names. */
    Map<String, List<Object>> known() {
        return Map.of(
                "sku", List.of("SKU-1", "SKU-2", "SKU-39", "SKU-41"),
                "quantity", List.of(1, 2, 3, 1_000),
                "code", List.of("TEN", "FIVE", "NONE"),
                "email", List.of("ada@example.org", "ada@example.com"),
                "country", List.of("GB", "DE", "AE"),
                "shippingMethod", List.of("standard"),
                "method", List.of("invoice"),
                "postcode", List.of("SW1Y 4JH"),
                "cartVersion", List.of(1, 2, 3));
    }

    /** One right step: it adds, changes, removes, puts on a coupon, orders or cancels. */
    void step() {
        Shopper.Json answer =
                switch (random.nextInt(9)) {
                    case 0, 1, 2 -> shopper.add("SKU-" + (1 + random.nextInt(40)), 1 + random.nextInt(3));
                    case 3 -> shopper.change(Fuzz.oneOf(random, lines), random.nextInt(4));
                    case 4 -> shopper.remove(Fuzz.oneOf(random, lines));
                    case 5 -> shopper.call("PUT", "/api/v1/cart/coupon", Map.of("code", "TEN"), Map.of());
                    case 6 -> shopper.checkout(key(), Shopper.address("GB"));
                    case 7 -> cancel();
                    default -> shopper.cart();
                };
        assertThat(answer.status() < 500 || answer.status() == 503)
                .as(answer.toString())
                .isTrue();
        if (answer.status() == 200 && answer.body().has("lines")) {
            lines.retainAll(List.of(NOTHING));
            answer.body().get("lines").forEach(line -> lines.add(line.path("id").asText(NOTHING)));
        } else if (answer.status() == 201 && answer.body().has("token")) {
            orders.add(answer.text("/number") + "?token=" + answer.text("/token"));
        }
    }

    private Shopper.Json cancel() {
        String order = Fuzz.oneOf(random, orders);
        return shopper.call("POST", "/api/v1/orders/" + order.replace("?", "/cancel?"), Map.of(), Map.of());
    }
}
