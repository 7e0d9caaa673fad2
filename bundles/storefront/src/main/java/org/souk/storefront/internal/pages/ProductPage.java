package org.souk.storefront.internal.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.storefront.internal.theme.Formats;
import org.souk.storefront.internal.theme.Html;
import org.souk.storefront.internal.theme.Links;
import org.souk.storefront.internal.theme.ThemeTexts;
import org.souk.storefront.internal.view.PictureView;
import org.souk.storefront.internal.view.ProductView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The page of a product. A variant is chosen by addresses, so it needs no script. */
@Component(service = ProductPage.class)
public final class ProductPage {
    private static final int FEW = 5;
    private static final int RELATED = 4;
    private static final int MOST_CHOICE = 99;
    private static final int MOST_TIER = 25;
    private static final int TIERS = 3;

    private final PageSupport room;

    /** In a room. */
    @Activate
    public ProductPage(@Reference PageSupport room) {
        this.room = room;
    }

    Reply show(Exchange exchange) {
        Product product = exchange.shop()
                .catalog()
                .product(exchange.variable("product"))
                .orElseThrow(() -> RequestProblem.notFound("there is no such product"));
        return show(exchange, product, wanted(product, exchange.query().text("variant")), 200, null);
    }

    /** The page with something to be read first. */
    Reply show(Exchange exchange, Product product, @Nullable Variant wanted, int status, @Nullable String notice) {
        ProductPresenter shelf = room.shelf(exchange);
        Variant chosen = wanted != null
                ? wanted
                : product.variants().stream()
                        .filter(shelf::buyable)
                        .findFirst()
                        .orElse(product.variants().get(0));
        String title = product.seoTitle().isEmpty() ? product.title() : product.seoTitle();
        String description = product.seoDescription().isEmpty()
                ? Html.words(product.descriptionHtml(), 160)
                : product.seoDescription();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("product", view(shelf, room.texts(exchange), product, chosen));
        model.put("related", shelf.cards(shelf.share().after(product, RELATED)));
        model.put("trail", shelf.share().home(product).map(shelf::collection).orElse(null));
        model.put("notice", notice);
        var page = room.found(exchange, title, description);
        String address = exchange.baseUrl() + ProductPresenter.address(product);
        return room.page(
                exchange,
                status,
                "product.peb",
                new org.souk.storefront.internal.view.PageView(
                        page.title(), page.description(), address, ProductPresenter.address(product), "", true),
                model);
    }

    private static @Nullable Variant wanted(Product product, String sku) {
        return product.variants().stream()
                .filter(v -> v.sku().value().equals(sku))
                .findFirst()
                .orElse(null);
    }

    private static ProductView view(ProductPresenter shelf, ThemeTexts texts, Product product, Variant chosen) {
        OptionalInt pieces = shelf.available(chosen);
        int most = pieces.orElse(Carts.MAX_QUANTITY);
        List<Money> prices = shelf.prices(product, chosen, Math.max(1, Math.min(most, MOST_TIER)));
        Money price = prices.get(0);
        Optional<Money> former = shelf.former(chosen, price);
        String state = most == 0 ? "out" : most <= FEW ? "low" : "in";
        return new ProductView(
                product.title(),
                product.vendor(),
                "/search?vendor=" + Links.parameter(product.vendor()),
                product.type(),
                shelf.share().description(product),
                pictures(shelf, product, chosen),
                options(shelf, product, chosen),
                chosen.sku().value(),
                chosen.barcode(),
                shelf.formats().money(price),
                former.map(shelf.formats()::money).orElse(null),
                former.map(f -> Formats.saving(f, price)).orElse(0),
                tiers(shelf, prices),
                state.equals("low") ? texts.count("stock.low", most) : texts.get("stock." + state),
                state,
                Math.min(most, MOST_CHOICE),
                ProductPresenter.address(product));
    }

    /** Where a price rule makes more pieces cheaper: the first few steps. */
    private static List<ProductView.TierView> tiers(ProductPresenter shelf, List<Money> prices) {
        List<ProductView.TierView> tiers = new ArrayList<>();
        Money last = prices.get(0);
        for (int pieces = 2; pieces <= prices.size() && tiers.size() < TIERS; pieces++) {
            Money price = prices.get(pieces - 1);
            if (price.compareTo(last) < 0) {
                tiers.add(new ProductView.TierView(pieces, shelf.formats().money(price)));
                last = price;
            }
        }
        return tiers;
    }

    private static List<PictureView> pictures(ProductPresenter shelf, Product product, Variant chosen) {
        List<Product.Image> images = new ArrayList<>(product.images());
        Product.Image own = chosen.image();
        if (own != null) {
            images.removeIf(image -> image.source().equals(own.source()));
            images.add(0, own);
        }
        return shelf.pictures(product, images);
    }

    private static List<ProductView.OptionView> options(ProductPresenter shelf, Product product, Variant chosen) {
        List<ProductView.OptionView> options = new ArrayList<>();
        for (String name : product.optionNames()) {
            Map<String, ProductView.ValueView> values = new LinkedHashMap<>();
            for (Variant variant : product.variants()) {
                String value = variant.options().get(name);
                if (value != null && !values.containsKey(value)) {
                    values.put(value, value(shelf, product, chosen, name, value));
                }
            }
            boolean worth = values.size() > 1 || product.variants().size() > 1;
            if (worth && !values.isEmpty()) {
                String now = chosen.options().getOrDefault(name, "");
                options.add(new ProductView.OptionView(name, now, List.copyOf(values.values())));
            }
        }
        return options;
    }

    /** Where a value leads: the variant that differs in nothing else, or the next that has it. */
    private static ProductView.ValueView value(
            ProductPresenter shelf, Product product, Variant chosen, String name, String value) {
        Map<String, String> wanted = new LinkedHashMap<>(chosen.options());
        wanted.put(name, value);
        Optional<Variant> exact = product.variants().stream()
                .filter(v -> v.options().equals(wanted))
                .findFirst();
        List<Variant> having = product.variants().stream()
                .filter(v -> value.equals(v.options().get(name)))
                .toList();
        Variant target = exact.orElseGet(
                () -> having.stream().filter(shelf::buyable).findFirst().orElse(having.get(0)));
        return new ProductView.ValueView(
                value,
                ProductPresenter.address(product) + "?variant="
                        + Links.parameter(target.sku().value()) + "#choose",
                value.equals(chosen.options().get(name)),
                exact.filter(shelf::buyable).isPresent());
    }
}
