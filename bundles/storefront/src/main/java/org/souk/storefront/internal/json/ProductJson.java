package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.theme.Html;
import org.souk.storefront.internal.theme.Links;
import org.souk.storefront.internal.theme.ThemeShare;
import org.souk.storefront.internal.web.StaticFiles;

/** Products as JSON, with the prices of this container and the stock as far as it is known. */
final class ProductJson {
    private final Carts carts;
    private final Stock stock;

    ProductJson(Carts carts, Stock stock) {
        this.carts = carts;
        this.stock = stock;
    }

    /** As it stands in a list. */
    ObjectNode item(LiveCatalog shop, Product product) {
        List<Money> prices = product.variants().stream()
                .map(variant -> carts.unitPrice(shop, product, variant, 1))
                .toList();
        ObjectNode node = Json.object();
        node.put("handle", product.handle());
        node.put("title", product.title());
        node.set(
                "price",
                Json.money(prices.stream().min(Comparator.naturalOrder()).orElseThrow()));
        node.set(
                "highestPrice",
                Json.money(prices.stream().max(Comparator.naturalOrder()).orElseThrow()));
        node.put("available", product.variants().stream().anyMatch(variant -> available(shop, variant)));
        node.put("vendor", product.vendor());
        node.put("type", product.type());
        ArrayNode tags = node.putArray("tags");
        product.tags().forEach(tags::add);
        node.put("url", "/p/" + Links.segment(product.handle()));
        product.image().flatMap(image -> image(shop, image)).ifPresent(image -> node.set("image", image));
        return node;
    }

    /** With all that is known of it. */
    ObjectNode product(LiveCatalog shop, Product product) {
        ObjectNode node = item(shop, product);
        node.put("descriptionHtml", description(shop, product));
        ArrayNode names = node.putArray("optionNames");
        product.optionNames().forEach(names::add);
        ArrayNode images = node.putArray("images");
        product.images().forEach(image -> image(shop, image).ifPresent(images::add));
        ArrayNode collections = node.putArray("collections");
        shop.share(ThemeShare.class)
                .map(share -> share.collections(product))
                .orElseGet(() -> shop.catalog().collections().stream()
                        .filter(collection -> collection.products().contains(product))
                        .toList())
                .forEach(collection -> collections.add(collection.handle()));
        ArrayNode variants = node.putArray("variants");
        product.variants().forEach(variant -> variants.add(variant(shop, product, variant)));
        return node;
    }

    private ObjectNode variant(LiveCatalog shop, Product product, Variant variant) {
        ObjectNode node = Json.object();
        node.put("sku", variant.sku().value());
        node.put("title", variant.title().isEmpty() ? product.title() : variant.title());
        node.set("price", Json.money(carts.unitPrice(shop, product, variant, 1)));
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
        return shop.share(ThemeShare.class)
                .map(share -> share.description(product))
                .orElseGet(() -> Html.safe(product.descriptionHtml()))
                .toString();
    }

    private boolean available(LiveCatalog shop, Variant variant) {
        return stock.available(shop, variant).orElse(1) > 0;
    }

    private static Optional<ObjectNode> image(LiveCatalog shop, Product.Image image) {
        Optional<String> address =
                image.local() ? StaticFiles.address(shop, image.source()) : Optional.of(image.source());
        return address.map(url -> Json.object().put("url", url).put("alt", image.alternative()));
    }
}
