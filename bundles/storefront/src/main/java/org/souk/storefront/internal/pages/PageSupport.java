package org.souk.storefront.internal.pages;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts;
import org.souk.api.stock.Stock;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.theme.ShopTheme;
import org.souk.storefront.internal.theme.ThemeRenderer;
import org.souk.storefront.internal.view.PageView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.FormTokens;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** What all page classes need: the renderer, products with prices, texts, and form tokens. */
@Component(service = PageSupport.class)
public final class PageSupport {
    private final ThemeRenderer renderer;
    private final Carts carts;
    private final Stock stock;
    private final FormTokens tokens;

    @Activate
    public PageSupport(
            @Reference ThemeRenderer renderer,
            @Reference Carts carts,
            @Reference Stock stock,
            @Reference FormTokens tokens) {
        this.renderer = renderer;
        this.carts = carts;
        this.stock = stock;
        this.tokens = tokens;
    }

    ShopTheme theme(Exchange exchange) {
        return renderer.theme(exchange.shop());
    }

    ProductPresenter presenter(Exchange exchange) {
        return new ProductPresenter(exchange.shop(), theme(exchange), carts, stock);
    }

    ThemeTexts texts(Exchange exchange) {
        return ThemeTexts.in(exchange.catalog().locale());
    }

    Reply render(Exchange exchange, int status, String template, PageView page, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("page", page);
        all.put("token", tokens.create(exchange));
        return Reply.html(status, renderer.render(theme(exchange), template, all));
    }

    /** Renders a page that search engines must not index. */
    Reply renderPrivate(Exchange exchange, int status, String template, String title, Map<String, Object> model) {
        return render(exchange, status, template, new PageView(title, "", "", exchange.path(), "", false), model);
    }

    /**
     * An error page in the shop's theme.
     *
     * @param more optional values for the template: {@code retry}, the fields of a form to send again; {@code onward}, the address of a
     *     link
     */
    Reply errorPage(Exchange exchange, int status, String titleKey, String textKey, Map<String, Object> more) {
        ThemeTexts texts = texts(exchange);
        String title = texts.get(titleKey);
        Map<String, Object> model = new HashMap<>(
                Map.of("status", status, "title", title, "text", texts.get(textKey), "retry", List.of(), "onward", ""));
        model.putAll(more);
        return renderPrivate(exchange, status, "error.peb", title, model);
    }

    /** The metadata of a page that search engines may index. */
    PageView publicPage(Exchange exchange, String title, String description) {
        String address = exchange.baseUrl() + Links.path(exchange.path());
        return new PageView(title, description, address, exchange.path(), "", true);
    }

    boolean hasValidToken(Exchange exchange) {
        return exchange.form()
                .first(FormTokens.FIELD)
                .filter(t -> tokens.isValid(exchange, t))
                .isPresent();
    }

    /** @throws RequestProblem 403 if the form has no valid token */
    void requireValidToken(Exchange exchange) {
        if (!hasValidToken(exchange)) {
            throw new RequestProblem(
                    403, "form-expired", "the form is too old or not the shop's own; load the page again");
        }
    }
}
