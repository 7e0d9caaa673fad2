package org.souk.storefront.internal.pages;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartLine;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.storefront.internal.text.Formats;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.CartView;
import org.souk.storefront.internal.view.PictureView;

/** Builds the view of a cart for templates: formatted prices, pictures, and problems in the shopper's language. */
final class CartViews {
    private final Catalog catalog;
    private final ProductPresenter presenter;
    private final ThemeTexts texts;

    CartViews(Catalog catalog, ProductPresenter presenter, ThemeTexts texts) {
        this.catalog = catalog;
        this.presenter = presenter;
        this.texts = texts;
    }

    /** @param country of the delivery, for the name of the tax */
    CartView view(Cart cart, String country) {
        Formats formats = presenter.formats();
        boolean hasProblem = cart.lines().stream().anyMatch(l -> l.problem().isPresent());
        return new CartView(
                cart.lines().stream().map(this::line).toList(),
                cart.itemCount(),
                formats.money(cart.subtotal()),
                cart.discount().isZero() ? null : "−" + formats.money(cart.discount()),
                cart.coupon().map(this::coupon).orElse(null),
                price(texts, formats, cart.shipping()),
                cart.tax().isZero() ? null : formats.money(cart.tax()),
                tax(cart.taxIncluded(), country),
                formats.money(cart.total()),
                cart.version(),
                !cart.isEmpty() && cart.lines().stream().allMatch(CartLine::available),
                hasProblem);
    }

    /** The label of the tax. */
    String tax(boolean included, String country) {
        String name = catalog.settings()
                .tax()
                .rate(country)
                .map(TaxSettings.Rate::name)
                .orElse(texts.get("cart.tax"));
        return texts.get(included ? "cart.tax.included" : "cart.tax.added", name);
    }

    static String price(ThemeTexts texts, Formats formats, Money price) {
        return price.isZero() ? texts.get("cart.free") : formats.money(price);
    }

    private CartView.CouponView coupon(CartCoupon coupon) {
        String code = coupon.code().value();
        return new CartView.CouponView(
                code,
                coupon.name().equalsIgnoreCase(code) ? "" : coupon.name(),
                coupon.problem().map(problem -> problem(problem, coupon)).orElse(null));
    }

    private String problem(CartCoupon.Problem problem, CartCoupon coupon) {
        return switch (problem) {
            case GONE -> texts.get("cart.coupon.gone");
            case NOT_YET -> texts.get("cart.coupon.early");
            case EXPIRED -> texts.get("cart.coupon.expired");
            case USED_UP -> texts.get("cart.coupon.used");
            case BELOW_MINIMUM ->
                texts.get(
                        "cart.coupon.minimum",
                        presenter.formats().money(coupon.minimum().orElseThrow()));
        };
    }

    private CartView.LineView line(CartLine line) {
        Optional<Catalog.Offer> offer = catalog.offer(line.sku());
        return new CartView.LineView(
                line.id().value(),
                offer.map(o -> o.product().title()).orElse(line.title()),
                offer.map(o -> o.variant().title()).orElse(""),
                offer.map(o -> ProductPresenter.address(o.product(), line.sku()))
                        .orElse(null),
                picture(offer.orElse(null)),
                line.quantity(),
                presenter.formats().money(line.unitPrice()),
                presenter.formats().money(line.lineTotal()),
                line.available(),
                line.problem().map(p -> problem(p, offer.orElse(null))).orElse(null));
    }

    private String problem(CartLine.Problem problem, Catalog.@Nullable Offer offer) {
        return switch (problem) {
            case GONE -> texts.get("cart.problem.gone");
            case PRICE_CHANGED -> texts.get("cart.problem.price");
            case RESERVED -> texts.get("cart.problem.held");
            case OUT_OF_STOCK -> {
                OptionalInt available = offer == null ? OptionalInt.of(0) : presenter.available(offer.variant());
                int quantity = available.orElse(0);
                yield quantity == 0 ? texts.get("cart.problem.out") : texts.count("cart.problem.few", quantity);
            }
        };
    }

    PictureView picture(Catalog.@Nullable Offer offer) {
        if (offer == null) {
            return new PictureView(presenter.theme().shop().favicon(), "", true);
        }
        Product product = offer.product();
        Variant variant = offer.variant();
        Product.Image own = variant.image();
        List<PictureView> pictures = own == null
                ? presenter.pictures(product, product.images().stream().limit(3).toList())
                : List.of(presenter.theme().picture(product, own));
        // no alternative text, because the title is beside the image
        return new PictureView(pictures.get(0).address(), "", pictures.get(0).drawn());
    }
}
