package org.souk.storefront.internal.testing;

import java.util.Optional;
import java.util.function.Function;
import org.souk.storefront.internal.pages.ShopPages;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** Pages of plain text that name the request. */
public final class PlainPages implements ShopPages {
    /** Answers {@code /} and whatever a test puts here. */
    public Function<Exchange, Optional<Reply>> answers = exchange -> exchange.path()
                    .equals("/")
            ? Optional.of(Reply.html(200, "home at " + exchange.baseUrl()).with(CacheControl.maxAge(10)))
            : Optional.empty();

    @Override
    public Optional<Reply> handle(Exchange exchange) {
        return answers.apply(exchange);
    }

    @Override
    public Reply problem(Exchange exchange, int status) {
        return Reply.html(
                status, "problem " + status + " of " + exchange.shop().catalog().name());
    }

    @Override
    public Reply parked(Exchange exchange) {
        return Reply.html(503, "closed: " + exchange.shop().catalog().name());
    }
}
