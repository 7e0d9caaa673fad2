package org.souk.storefront.internal.pages;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** Every page of a shop. */
@Component(service = Pages.class)
public final class Pages {
    /** Pages in the shop's theme. */
    @Activate
    public Pages() {}

    /** The page at that path, or the answer to its form; empty if there is none. */
    public Optional<Reply> handle(Exchange exchange) {
        return exchange.path().equals("/")
                ? Optional.of(Reply.html(200, "<!doctype html><title>Shop</title>"))
                : Optional.empty();
    }

    /** An error page in the shop's look; for 503 the servlet adds Retry-After. */
    public Reply problem(Exchange exchange, int status) {
        return Reply.html(status, "<!doctype html><title>" + status + "</title>");
    }

    /** A parked shop: 503 in its look. */
    public Reply parked(Exchange exchange) {
        return Reply.html(503, "<!doctype html><title>Closed</title>");
    }
}
