package org.souk.storefront.internal.pages;

import java.util.Optional;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** The pages of all shops, as the servlet sees them. */
public interface ShopPages {
    /** The page at the path of the request, or the reply to its form; empty if there is none. */
    Optional<Reply> handle(Exchange exchange);

    /**
     * An error page in the shop's theme.
     *
     * @param status the HTTP status, 400 to 599
     */
    Reply problem(Exchange exchange, int status);

    /** The page of a parked shop, with status 503. */
    Reply parked(Exchange exchange);
}
