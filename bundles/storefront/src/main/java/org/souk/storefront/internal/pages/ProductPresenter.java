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
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.view.CardView;
import org.souk.storefront.internal.view.CollectionView;
import org.souk.storefront.internal.view.PictureView;

/** A shop's products as they are shown, with the prices and stock of this container; never asks the database. */
final class ProductPresenter {
    private final LiveCatalog shop;
    private final ShopTheme share;
    private final Carts carts;
    private final Stock stock;
    private final Formats formats;

    ProductPresenter(LiveCatalog shop, ShopTheme share, Carts carts, Stock stock) {
        this.shop = shop;
        this.share = share;
        this.carts = carts;
        this.stock = stock;
        this.formats = new Formats(shop.catalog().locale());
    }

    ShopTheme share() {
        return share;
    }

    Formats formats() {
        return formats;
    }

    /** What one piece costs when 1, 2 … so many are bought. */
    List<Money> prices(Product product, Variant variant, int most) {
        return carts.unitPrices(
                shop,
                IntStream.rangeClosed(1, most)
                        .mapToObj(pieces -> new PriceQuery(product, variant, pieces))
                        .toList());
    }

    /** What it cost before: the merchant's former price, or the list price that a rule went below. */
    Optional<Money> former(Variant variant, Money price) {
        Optional<Money> former = variant.compareAt();
        if (former.isEmpty() && variant.price().compareTo(price) > 0) {
            former = Optional.of(variant.price());
        }
        return former.filter(f -> f.compareTo(price) > 0);
    }

    /** How many there are; empty if any number can be bought. */
    OptionalInt available(Variant variant) {
        return stock.available(shop, variant);
    }

    boolean buyable(Variant variant) {
        OptionalInt pieces = available(variant);
        return pieces.isEmpty() || pieces.getAsInt() > 0;
    }

    /**
     * A product in a list.
     *
     * @param prices of its variants, for one piece
     */
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
        Optional<Money> former = former(cheapest, least);
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
                former.map(f -> Formats.saving(f, shown)).orElse(0),
                soldOut,
                product.variants().size());
    }

    /** Products in a list; their prices are asked for in one go. */
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

    /** The pictures of that list, or a drawing. */
    List<PictureView> pictures(Product product, List<Product.Image> images) {
        List<PictureView> pictures = new ArrayList<>();
        for (Product.Image image : images) {
            PictureView picture = share.picture(product, image);
            // one drawing is enough: they are all alike
            if (!picture.drawn() || pictures.stream().noneMatch(PictureView::drawn)) {
                pictures.add(picture);
            }
        }
        if (pictures.stream().anyMatch(p -> !p.drawn())) {
            pictures.removeIf(PictureView::drawn);
        }
        return pictures.isEmpty() ? List.of(share.picture(product, null)) : List.copyOf(pictures);
    }

    CollectionView collection(ProductCollection collection) {
        PictureView picture = share.file(collection.image())
                .map(address -> new PictureView(address, "", false))
                .orElseGet(() -> first(collection));
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

    private PictureView first(ProductCollection collection) {
        for (Product product : collection.products().stream().limit(5).toList()) {
            PictureView picture = pictures(product, product.images()).get(0);
            if (!picture.drawn()) {
                return new PictureView(picture.address(), "", false);
            }
        }
        return share.drawn(collection);
    }
}
