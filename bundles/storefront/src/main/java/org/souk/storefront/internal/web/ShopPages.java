package org.souk.storefront.internal.web;

import java.util.Optional;
import org.souk.storefront.internal.pages.Pages;

/** What the servlet needs of the pages. */
public interface ShopPages {
    /** The page at that path, or the answer to its form; empty if there is none. */
    Optional<Reply> handle(Exchange exchange);

    /** An error page in the shop's look. */
    Reply problem(Exchange exchange, int status);

    /** A parked shop. */
    Reply parked(Exchange exchange);

    /** The real ones. */
    static ShopPages of(Pages pages) {
        return new ShopPages() {
            @Override
            public Optional<Reply> handle(Exchange exchange) {
                return pages.handle(exchange);
            }

            @Override
            public Reply problem(Exchange exchange, int status) {
                return pages.problem(exchange, status);
            }

            @Override
            public Reply parked(Exchange exchange) {
                return pages.parked(exchange);
            }
        };
    }
}
