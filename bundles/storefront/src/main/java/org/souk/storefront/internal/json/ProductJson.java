package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Carts.PriceQuery;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.files.StaticFiles;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.theme.ShopTheme;

/** Products as JSON, with prices and stock as this container knows them. */
final class ProductJson {
    private final Carts carts;
    private final Stock stock;

    ProductJson(Carts carts, Stock stock) {
        this.carts = carts;
        this.stock = stock;
    }

    /** Summaries; all their prices are computed in one call. */
    List<ObjectNode> items(LiveCatalog shop, List<Product> products) {
        List<PriceQuery> queries = new ArrayList<>();
        products.forEach(product -> queries.addAll(queries(product)));
        List<Money> prices = carts.unitPrices(shop, queries);
        List<ObjectNode> items = new ArrayList<>();
        int next = 0;
        for (Product product : products) {
            int end = next + product.variants().size();
            items.add(item(shop, product, prices.subList(next, end)));
            next = end;
        }
        return items;
    }

    private static List<PriceQuery> queries(Product product) {
        return product.variants().stream()
                .map(variant -> new PriceQuery(product, variant, 1))
                .toList();
    }

    private ObjectNode item(LiveCatalog shop, Product product, List<Money> prices) {
        ObjectNode node = Json.object();
        node.put("handle", product.handle());
        node.put("title", product.title());
        node.set("price", Json.money(Collections.min(prices)));
        node.set("highestPrice", Json.money(Collections.max(prices)));
        node.put("available", product.variants().stream().anyMatch(variant -> available(shop, variant)));
        node.put("vendor", product.vendor());
        node.put("type", product.type());
        ArrayNode tags = node.putArray("tags");
        product.tags().forEach(tags::add);
        node.put("url", "/p/" + Links.segment(product.handle()));
        product.image().flatMap(image -> image(shop, image)).ifPresent(image -> node.set("image", image));
        return node;
    }

    ObjectNode product(LiveCatalog shop, Product product) {
        List<Money> prices = carts.unitPrices(shop, queries(product));
        ObjectNode node = item(shop, product, prices);
        node.put("descriptionHtml", description(shop, product));
        ArrayNode names = node.putArray("optionNames");
        product.optionNames().forEach(names::add);
        ArrayNode images = node.putArray("images");
        product.images().forEach(image -> image(shop, image).ifPresent(images::add));
        ArrayNode collections = node.putArray("collections");
        shop.contribution(ShopTheme.class)
                .map(theme -> theme.collections(product))
                .orElseGet(() -> shop.catalog().collections().stream()
                        .filter(collection -> collection.products().contains(product))
                        .toList())
                .forEach(collection -> collections.add(collection.handle()));
        ArrayNode variants = node.putArray("variants");
        for (int i = 0; i < prices.size(); i++) {
            variants.add(variant(shop, product, product.variants().get(i), prices.get(i)));
        }
        return node;
    }

    private ObjectNode variant(LiveCatalog shop, Product product, Variant variant, Money price) {
        ObjectNode node = Json.object();
        node.put("sku", variant.sku().value());
        node.put("title", variant.title().isEmpty() ? product.title() : variant.title());
        node.set("price", Json.money(price));
        variant.compareAt().ifPresent(former -> node.set("compareAtPrice", Json.money(former)));
        node.put("available", available(shop, variant));
        ObjectNode options = node.putObject("options");
        variant.options().forEach(options::put);
        if (!variant.barcode().isEmpty()) {
            node.put("barcode", variant.barcode());
        }
        Optional.ofNullable(variant.image())
                .flatMap(image -> image(shop, image))
                .ifPresent(image -> node.set("image", image));
        return node;
    }

    private static String description(LiveCatalog shop, Product product) {
        return shop.contribution(ShopTheme.class)
                .map(theme -> theme.description(product))
                .orElseGet(() -> Html.sanitize(product.descriptionHtml()))
                .toString();
    }

    private boolean available(LiveCatalog shop, Variant variant) {
        return stock.available(shop, variant).orElse(1) > 0;
    }

    private static Optional<String> file(LiveCatalog shop, String name) {
        Optional<ShopTheme> theme = shop.contribution(ShopTheme.class);
        if (theme.isPresent()) {
            return theme.get().fileAddress(name);
        }
        return shop.files().size("static/" + name) < 0
                ? Optional.empty()
                : Optional.of(StaticFiles.FOLDER + Links.path(name));
    }

    private static Optional<ObjectNode> image(LiveCatalog shop, Product.Image image) {
        Optional<String> address = image.local() ? file(shop, image.source()) : Optional.of(image.source());
        return address.map(url -> Json.object().put("url", url).put("alt", image.alternative()));
    }
}
