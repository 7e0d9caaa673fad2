package org.souk.storefront.internal.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Carts.PriceQuery;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.view.CardView;
import org.souk.storefront.internal.view.CollectionView;
import org.souk.storefront.internal.view.PictureView;

/** Shows products with pictures, and with the prices and stock that this container has in memory. Never uses the database. */
final class ProductPresenter {
    private final LiveCatalog shop;
    private final ShopTheme theme;
    private final Carts carts;
    private final Stock stock;

    ProductPresenter(LiveCatalog shop, ShopTheme theme, Carts carts, Stock stock) {
        this.shop = shop;
        this.theme = theme;
        this.carts = carts;
        this.stock = stock;
    }

    ShopTheme theme() {
        return theme;
    }

    Formats formats() {
        return new Formats(shop.catalog().locale(), shop.catalog().timezone());
    }

    /** The unit prices for the quantities 1, 2 … up to the given one. */
    List<Money> prices(Product product, Variant variant, int most) {
        return carts.unitPrices(
                shop,
                IntStream.rangeClosed(1, most)
                        .mapToObj(quantity -> new PriceQuery(product, variant, quantity))
                        .toList());
    }

    /** The merchant's former price, or the list price if a rule lowered it. */
    Optional<Money> formerPrice(Variant variant, Money price) {
        Optional<Money> former = variant.compareAt();
        if (former.isEmpty() && variant.price().compareTo(price) > 0) {
            former = Optional.of(variant.price());
        }
        return former.filter(f -> f.compareTo(price) > 0);
    }

    /** The number of items in stock; empty if any quantity can be bought. */
    OptionalInt available(Variant variant) {
        return stock.available(shop, variant);
    }

    boolean buyable(Variant variant) {
        return available(variant).orElse(1) > 0;
    }

    /** @param prices of its variants, for a quantity of one */
    private CardView card(Product product, List<Money> prices) {
        Variant cheapest = product.cheapest();
        Money least = prices.get(product.variants().indexOf(cheapest));
        Money most = least;
        boolean soldOut = true;
        for (int i = 0; i < prices.size(); i++) {
            Variant variant = product.variants().get(i);
            Money price = prices.get(i);
            if (price.compareTo(least) < 0) {
                least = price;
                cheapest = variant;
            }
            most = price.compareTo(most) > 0 ? price : most;
            soldOut = soldOut && !buyable(variant);
        }
        Formats formats = formats();
        Optional<Money> former = formerPrice(cheapest, least);
        Money shown = least;
        List<PictureView> pictures =
                pictures(product, product.images().stream().limit(2).toList());
        return new CardView(
                product.title(),
                address(product),
                product.vendor(),
                pictures.get(0),
                pictures.size() > 1 && !pictures.get(1).drawn() ? pictures.get(1) : null,
                formats.money(least),
                former.map(formats::money).orElse(null),
                most.compareTo(least) > 0,
                former.map(f -> Formats.percentOff(f, shown)).orElse(0),
                soldOut,
                product.variants().size());
    }

    /** The products as cards. Their prices are computed in one call. */
    List<CardView> cards(List<Product> products) {
        List<PriceQuery> queries = new ArrayList<>();
        for (Product product : products) {
            product.variants().forEach(variant -> queries.add(new PriceQuery(product, variant, 1)));
        }
        List<Money> prices = carts.unitPrices(shop, queries);
        List<CardView> cards = new ArrayList<>();
        int next = 0;
        for (Product product : products) {
            int end = next + product.variants().size();
            cards.add(card(product, prices.subList(next, end)));
            next = end;
        }
        return List.copyOf(cards);
    }

    /** The pictures, or a placeholder. */
    List<PictureView> pictures(Product product, List<Product.Image> images) {
        List<PictureView> pictures = new ArrayList<>();
        for (Product.Image image : images) {
            PictureView picture = theme.picture(product, image);
            // one placeholder is enough: all placeholders of a product look the same
            if (!picture.drawn() || pictures.stream().noneMatch(PictureView::drawn)) {
                pictures.add(picture);
            }
        }
        if (pictures.stream().anyMatch(p -> !p.drawn())) {
            pictures.removeIf(PictureView::drawn);
        }
        return pictures.isEmpty() ? List.of(theme.picture(product, null)) : List.copyOf(pictures);
    }

    CollectionView collection(ProductCollection collection) {
        PictureView picture = theme.fileAddress(collection.image())
                .map(address -> new PictureView(address, "", false))
                .orElseGet(() -> firstPicture(collection));
        return new CollectionView(
                collection.title(),
                collection.description(),
                "/c/" + Links.segment(collection.handle()),
                picture,
                collection.products().size());
    }

    static String address(Product product) {
        return "/p/" + Links.segment(product.handle());
    }

    static String address(Product product, Sku variant) {
        return address(product) + "?variant=" + Links.parameter(variant.value());
    }

    private PictureView firstPicture(ProductCollection collection) {
        for (Product product : collection.products().stream().limit(5).toList()) {
            PictureView picture = pictures(product, product.images()).get(0);
            if (!picture.drawn()) {
                return new PictureView(picture.address(), "", false);
            }
        }
        return theme.placeholder(collection);
    }
}
