package org.souk.storefront.internal.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.Html;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.PageView;
import org.souk.storefront.internal.view.PictureView;
import org.souk.storefront.internal.view.ProductView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * The page of a product. Each value of an option is a link to a variant, so choosing one needs no script. If a product has too many
 * values, the form for the cart has a list for each option instead.
 */
@Component(service = ProductPage.class)
public final class ProductPage {
    private static final int LOW_STOCK = 5;
    private static final int RELATED = 4;
    private static final int MAX_SELECTABLE = 99;
    private static final int MAX_TIER_QUANTITY = 25;
    private static final int MAX_TIERS = 3;
    /** Largest number of values, of all options together, that are shown as links and not as lists. */
    private static final int MAX_LINKS = 100;

    private final PageSupport support;

    @Activate
    public ProductPage(@Reference PageSupport support) {
        this.support = support;
    }

    Reply show(Exchange exchange) {
        Product product = exchange.catalog()
                .product(exchange.variable("product"))
                .orElseThrow(() -> RequestProblem.notFound("there is no such product"));
        return show(exchange, product, requested(product, exchange.query().text("variant")), 200, null);
    }

    /** @param notice shown at the top, or null */
    Reply show(Exchange exchange, Product product, @Nullable Variant requested, int status, @Nullable String notice) {
        ProductPresenter presenter = support.presenter(exchange);
        Variant chosen = requested != null
                ? requested
                : product.variants().stream()
                        .filter(presenter::buyable)
                        .findFirst()
                        .orElse(product.variants().get(0));
        String title = product.seoTitle().isEmpty() ? product.title() : product.seoTitle();
        String description = product.seoDescription().isEmpty()
                ? Html.excerpt(product.descriptionHtml(), 160)
                : product.seoDescription();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("product", view(presenter, support.texts(exchange), product, chosen));
        model.put("related", presenter.cards(presenter.theme().following(product, RELATED)));
        model.put(
                "trail",
                presenter
                        .theme()
                        .firstCollection(product)
                        .map(presenter::collection)
                        .orElse(null));
        model.put("notice", notice);
        String path = ProductPresenter.address(product);
        PageView page = new PageView(title, description, exchange.baseUrl() + path, path, "", true);
        return support.render(exchange, status, "product.peb", page, model);
    }

    private static @Nullable Variant requested(Product product, String sku) {
        return product.variants().stream()
                .filter(v -> v.sku().value().equals(sku))
                .findFirst()
                .orElse(null);
    }

    private static ProductView view(ProductPresenter presenter, ThemeTexts texts, Product product, Variant chosen) {
        OptionalInt quantity = presenter.available(chosen);
        int most = quantity.orElse(Carts.MAX_QUANTITY);
        List<Money> prices = presenter.prices(product, chosen, Math.max(1, Math.min(most, MAX_TIER_QUANTITY)));
        Money price = prices.get(0);
        Optional<Money> former = presenter.formerPrice(chosen, price);
        boolean manyValues = hasManyValues(product);
        String state = most == 0 ? "out" : most <= LOW_STOCK ? "low" : "in";
        return new ProductView(
                product.title(),
                product.vendor(),
                "/search?vendor=" + Links.parameter(product.vendor()),
                product.type(),
                presenter.theme().description(product),
                pictures(presenter, product, chosen),
                options(presenter, product, chosen, manyValues),
                manyValues,
                chosen.sku().value(),
                chosen.barcode(),
                presenter.formats().money(price),
                former.map(presenter.formats()::money).orElse(null),
                former.map(f -> Formats.percentOff(f, price)).orElse(0),
                tiers(presenter, prices),
                state.equals("low") ? texts.count("stock.low", most) : texts.get("stock." + state),
                state,
                Math.min(most, MAX_SELECTABLE),
                ProductPresenter.address(product));
    }

    /** The first few quantities at which a price rule lowers the price. */
    private static List<ProductView.TierView> tiers(ProductPresenter presenter, List<Money> prices) {
        List<ProductView.TierView> tiers = new ArrayList<>();
        Money last = prices.get(0);
        for (int quantity = 2; quantity <= prices.size() && tiers.size() < MAX_TIERS; quantity++) {
            Money price = prices.get(quantity - 1);
            if (price.compareTo(last) < 0) {
                tiers.add(new ProductView.TierView(quantity, presenter.formats().money(price)));
                last = price;
            }
        }
        return tiers;
    }

    private static List<PictureView> pictures(ProductPresenter presenter, Product product, Variant chosen) {
        List<Product.Image> images = new ArrayList<>(product.images());
        Product.Image own = chosen.image();
        if (own != null) {
            images.removeIf(image -> image.source().equals(own.source()));
            images.add(0, own);
        }
        return presenter.pictures(product, images);
    }

    private static List<ProductView.OptionView> options(
            ProductPresenter presenter, Product product, Variant chosen, boolean manyValues) {
        VariantIndex index = new VariantIndex(product);
        List<String> names = product.optionNames();
        List<ProductView.OptionView> options = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            // a list has only the values that exist together with the choices of the options before it
            List<Variant> candidates =
                    manyValues ? index.sharing(names.subList(0, i), chosen.options()) : product.variants();
            Map<String, Variant> targets = new LinkedHashMap<>();
            for (Variant variant : candidates) {
                String value = variant.options().get(name);
                if (value != null) {
                    targets.merge(
                            value,
                            variant,
                            (known, other) -> presenter.buyable(known) || !presenter.buyable(other) ? known : other);
                }
            }
            if (!targets.isEmpty() && (targets.size() > 1 || product.variants().size() > 1)) {
                List<ProductView.ValueView> values = new ArrayList<>();
                targets.forEach((value, target) ->
                        values.add(value(presenter, product, chosen, name, value, index, target, manyValues)));
                options.add(new ProductView.OptionView(
                        name, VariantIndex.FIELD + name, chosen.options().getOrDefault(name, ""), List.copyOf(values)));
            }
        }
        return options;
    }

    /** Whether the options have more values than can be shown as links. */
    private static boolean hasManyValues(Product product) {
        Set<String> values = new HashSet<>();
        for (String name : product.optionNames()) {
            for (Variant variant : product.variants()) {
                if (values.add(name + "=" + variant.options().get(name)) && values.size() > MAX_LINKS) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The link of an option's value: the variant that differs only in it, or another that has it. */
    private static ProductView.ValueView value(
            ProductPresenter presenter,
            Product product,
            Variant chosen,
            String name,
            String value,
            VariantIndex index,
            Variant target,
            boolean manyValues) {
        Map<String, String> requested = new LinkedHashMap<>(chosen.options());
        requested.put(name, value);
        Optional<Variant> exact = index.exact(requested);
        boolean available = manyValues
                ? presenter.buyable(target)
                : exact.filter(presenter::buyable).isPresent();
        return new ProductView.ValueView(
                value,
                ProductPresenter.address(product, exact.orElse(target).sku()) + "#choose",
                value.equals(chosen.options().get(name)),
                available);
    }
}
