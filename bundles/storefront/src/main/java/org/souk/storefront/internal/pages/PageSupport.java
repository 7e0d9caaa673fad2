package org.souk.storefront.internal.pages;

import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.theme.ThemeRenderer;
import org.souk.storefront.internal.view.PageView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.FormTokens;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** What every page needs: the stage, the shop's shelf and words, the token of its forms. */
@Component(service = PageSupport.class)
public final class PageSupport {
    private final ThemeRenderer stage;
    private final Carts carts;
    private final Stock stock;
    private final FormTokens tokens;

    /** With what pages show. */
    @Activate
    public PageSupport(
            @Reference ThemeRenderer stage,
            @Reference Carts carts,
            @Reference Stock stock,
            @Reference FormTokens tokens) {
        this.stage = stage;
        this.carts = carts;
        this.stock = stock;
        this.tokens = tokens;
    }

    ShopTheme share(Exchange exchange) {
        return stage.share(exchange.shop());
    }

    ProductPresenter shelf(Exchange exchange) {
        return new ProductPresenter(exchange.shop(), share(exchange), carts, stock);
    }

    ThemeTexts texts(Exchange exchange) {
        return ThemeTexts.in(exchange.shop().catalog().locale());
    }

    /** A page. */
    Reply page(Exchange exchange, int status, String template, PageView page, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("page", page);
        all.put("token", tokens.make(exchange));
        return Reply.html(status, stage.page(share(exchange), template, all));
    }

    /** What a page says of itself; it can be found by search engines. */
    PageView found(Exchange exchange, String title, String description) {
        String path = exchange.path().equals("/") ? "/" : exchange.path();
        return new PageView(title, description, exchange.baseUrl() + encode(path), exchange.path(), "", true);
    }

    /** What a page says of itself; it is nobody else's business. */
    PageView hidden(Exchange exchange, String title) {
        return new PageView(title, "", "", exchange.path(), "", false);
    }

    /** Whether the form that was sent is the shop's own and not too old. */
    boolean own(Exchange exchange) {
        return exchange.form()
                .first(FormTokens.FIELD)
                .filter(t -> tokens.check(exchange, t))
                .isPresent();
    }

    /**
     * Refuses a form that is not the shop's own.
     *
     * @throws RequestProblem 403
     */
    void demandOwn(Exchange exchange) {
        if (!own(exchange)) {
            throw new RequestProblem(
                    403, "form-expired", "the form is too old or not the shop's own; load the page again");
        }
    }

    private static String encode(String path) {
        return "/" + org.souk.storefront.internal.text.Links.path(path.substring(1));
    }
}
